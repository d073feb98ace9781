// What the next two days bring to each city. A value that is not known is a dash, never a zero.

import {link} from './address.js';
import {ask} from './ask.js';
import {city} from './city.js';
import {element} from './dom.js';
import {count, fixed, many} from './format.js';
import {code, empty, since} from './parts.js';
import {placesChart} from './lines.js';

const REST_MILLIS = 10_000;

export const cities = {
  name: 'cities',
  title: (address, data) => address.path[0] ? nameOf(address.path[0], data.list?.cities) : 'Cities',
  head: (address, data) => data.list?.cities.length ? element('p', {class: 'note', text: many(data.list.cities.length, 'city', 'cities')}) : null,
  parts: () => [
    {
      name: 'list',
      needs: () => '',
      rest: REST_MILLIS,
      ask: (address, signal) => ask('/api/cities', {}, signal),
      render: (data, address, all) => data.cities.length === 0 ? element('div', {class: 'card'}, empty('No cities yet', element('p', {},
        'This is where the next 48 hours of each city show up that a source file with ', code('cities:'), ' names; ', code('./millrace demo'),
        ' brings five along. The first ones arrive within a minute or so of the start.')))
        : element('ul', {class: 'cities'}, data.cities.map(one => tile(one, address.path[0] ?? all.one?.outlook?.city))),
    },
    {
      name: 'one',
      needs: address => address.path[0] ?? '',
      rest: REST_MILLIS,
      ask: askOutlook,
      render: (data, address, all) => data.outlook ? city(data, all.list?.cities.find(one => one.city === data.outlook.city)) : null,
    },
  ],
};

const nameOf = (name, list) => list?.find(one => one.city === name)?.name || name;

async function askOutlook(address, signal, before) {
  const chosen = address.path[0] ?? (await ask('/api/cities', {}, signal)).cities[0]?.city;
  return {
    outlook: chosen ? await ask(`/api/cities/${encodeURIComponent(chosen)}`, {}, signal) : null,
    weather: before?.weather ?? placesChart(230), arrivals: before?.arrivals ?? placesChart(160),
  };
}

function tile(one, chosen) {
  return element('li', {'data-key': one.city, class: one.city === chosen ? 'chosen' : null},
    element('div', {class: 'top-line'},
      element('a', {class: 'name', href: link('cities', [one.city]), 'aria-current': one.city === chosen ? 'true' : null, text: one.name || one.city}),
      element('span', {class: 'temperature', text: fixed(one.temperature_c, ' °C')})),
    element('p', {text: rainWords(one)}), element('p', {text: arrivalWords(one)}),
    element('p', {class: 'soft'}, one.forecast_issued_at ? ['Forecast of ', since(one.forecast_issued_at)] : 'No forecast yet'));
}

function rainWords(one) {
  if (one.precipitation_mm == null) {
    return 'Rain in 24 h: –';
  }
  return one.precipitation_mm < 0.05 ? 'Dry for 24 h' : `${fixed(one.precipitation_mm, ' mm', 1)} of rain in 24 h`;
}

function arrivalWords(one) {
  if (one.arrivals == null) {
    return 'Arrivals in 24 h: –';
  }
  return many(one.arrivals, 'arrival') + (one.arrival_hours < 24 ? `, ${count(one.arrival_hours)} of 24 h known` : ' in 24 h');
}
