// One city: weather and arrivals hour by hour, and where scooters will be needed.

import {element} from './dom.js';
import {count, fixed, many, share} from './format.js';
import {bar, card, empty, since} from './parts.js';
import {scrolling, table} from './table.js';

const COMMUTES = {to_centre: 'to the centre', from_centre: 'from the centre'};
const PARTS = {night: '0–6', morning: '6–10', midday: '10–15', afternoon: '15–19', evening: '19–24'};
const DRIVERS = [['commute', 'Commute'], ['weather', 'Weather'], ['hill', 'Hills'], ['tourist', 'Tourists']];

const part = (style, date) => new Intl.DateTimeFormat(undefined, {...style, timeZone: 'UTC'}).format(Date.parse(date));
/** A day of the city's calendar: Mon 23. */
const localDay = date => `${part({weekday: 'short'}, date)} ${part({day: 'numeric'}, date)}`;
const clockOf = hour => `${String(hour.local_hour).padStart(2, '0')}:00`;
/** By the city's own clock: Mon 23, 14:00. */
const localHour = hour => `${localDay(hour.local_date)}, ${clockOf(hour)}`;

export function city({outlook, weather, arrivals}, about) {
  const {hours, hints} = outlook;
  if (hours.length === 0) {
    return element('div', {class: 'card'}, empty('Nothing is known of this city now',
      'It may not be watched any more, or its first rows are on their way.'));
  }
  queueMicrotask(() => {
    weather.show(weatherChart(hours));
    arrivals.show(arrivalsChart(hours));
  });
  return element('div', {class: 'city', 'data-key': outlook.city},
    element('div', {class: 'title-line'}, element('h2', {text: about?.name || outlook.city}), element('p', {class: 'note', text: facts(about, hours)})),
    card('Temperature and rain', element('span', {class: 'note'}, forecastNote(about, hours)), weather.place(),
      element('ul', {class: 'legend', 'aria-hidden': 'true'}, element('li', {class: 'warmth', text: 'Temperature, °C'}),
        element('li', {class: 'rain', text: 'Rain, mm an hour'}), element('li', {class: 'gap', text: 'Not known'}))),
    card('Arrivals by air', element('span', {class: 'note', text: arrivalsNote(hours)}), arrivals.place(),
      element('ul', {class: 'legend', 'aria-hidden': 'true'}, element('li', {class: 'seats', text: 'Seats that land, an hour'}),
        element('li', {class: 'gap', text: 'Not known'}))),
    card('Where scooters will be needed', element('span', {class: 'note',
      text: 'From 0 to 100: how much of a reason for trips of your own each driver is then'}),
    hints.length ? hintTable(hints, hours[0].local_date) : element('p', {class: 'nothing', text: 'No hints yet: they need a forecast or arrivals.'})),
    element('details', {}, element('summary', {text: 'All hours as a table'}), scrolling('All hours', hourTable(hours))));
}

function facts(about, hours) {
  const hilly = about?.hilliness;
  return [
    about?.population == null ? '' : `${count(about.population)} people`,
    hilly == null ? '' : hilly < 0.2 ? 'flat' : hilly < 0.5 ? 'some hills' : 'hilly',
    hours[0].workday == null ? '' : hours[0].holiday || (hours[0].workday ? 'a workday' : 'no workday'),
    `past ${clockOf(hours[0])} there`,
  ].filter(Boolean).join(' · ');
}

function forecastNote(about, hours) {
  const known = hours.filter(one => one.temperature_c != null).length;
  return known === 0 ? 'No forecast is there yet' : [
    about?.forecast_issued_at ? ['Forecast of ', since(about.forecast_issued_at)] : null,
    known < hours.length ? ` for ${known} of ${hours.length} hours` : null,
  ];
}

function arrivalsNote(hours) {
  const known = hours.filter(one => one.arrivals != null);
  const whole = hours.filter(one => one.flight_coverage === 1).length;
  return known.length === 0 ? 'No arrivals were asked for yet'
    : `${many(known.reduce((sum, one) => sum + one.arrivals, 0), 'flight')}; all airports asked for ${whole} of ${hours.length} hours`;
}

const ticks = hours => hours.map((hour, i) => [i, hour.local_hour === 0 ? localDay(hour.local_date) : clockOf(hour), hour.local_hour])
  .filter(([, , hour]) => hour % (document.documentElement.clientWidth < 600 ? 12 : 6) === 0);

const unknown = (hours, known) => hours.map((hour, i) => known(hour) ? -1 : i).filter(i => i >= 0);

function weatherChart(hours) {
  const warmth = hours.map(one => one.temperature_c).filter(value => value != null);
  const [least, greatest] = warmth.length ? [Math.min(...warmth), Math.max(...warmth)] : [0, 20];
  const rain = Math.max(4, ...hours.map(one => one.precipitation_mm ?? 0));
  return {
    label: 'Temperature and rain: arrow keys go from hour to hour', places: hours, wide: true, usual: 0, ticks: ticks(hours),
    series: [
      {shape: 'bars', kind: 'rain', axis: 'right', values: hours.map(one => one.precipitation_mm)},
      {kind: 'warmth', broken: true, values: hours.map(one => one.temperature_c)},
    ],
    bounds: {left: [least - 2, greatest + 2], right: [0, rain]},
    unknown: unknown(hours, one => one.temperature_c != null || one.precipitation_mm != null),
    axisWords: (value, side) => fixed(value, side === 'left' ? '°' : '', value % 1 ? 1 : 0),
    readout: at => [localHour(hours[at]), `${fixed(hours[at].temperature_c, ' °C', 1)}, feels like ${fixed(hours[at].feels_like_c, ' °C', 1)}`,
      `rain ${fixed(hours[at].precipitation_mm, ' mm', 1)}, probability ${share(hours[at].precipitation_probability)}`,
      `wind ${fixed(hours[at].wind_ms, ' m/s')}`,
      hours[at].ride_factor == null ? '' : `of usual rides ${share(hours[at].ride_factor)}`].filter(Boolean).join(' · '),
  };
}

function arrivalsChart(hours) {
  return {
    label: 'Seats that land: arrow keys go from hour to hour', places: hours, wide: true, usual: 0, ticks: ticks(hours),
    series: [{shape: 'bars', kind: 'seats', values: hours.map(one => one.seats)}],
    bounds: {left: [0, Math.max(10, ...hours.map(one => one.seats ?? 0)) * 1.05]},
    unknown: unknown(hours, one => one.seats != null),
    axisWords: value => count(value),
    readout: at => hours[at].arrivals == null ? `${localHour(hours[at])} · not known: not asked for yet`
      : `${localHour(hours[at])} · ${many(hours[at].arrivals, 'flight')} · ${many(hours[at].seats, 'seat')} · tourists in the city ${fixed(hours[at].tourist_inflow)}`,
  };
}

function hintTable(hints, today) {
  return table({
    label: 'Where scooters will be needed', className: 'hints', rows: hints, key: one => `${one.local_date} ${one.day_part}`,
    columns: [
      {title: 'Part of the day', className: 'main', cell: one => [
        element('b', {text: (one.day_part ?? '').charAt(0).toUpperCase() + (one.day_part ?? '').slice(1)}),
        element('span', {class: 'origin', text: `${one.local_date === today ? 'Today' : localDay(one.local_date)}${
          PARTS[one.day_part] ? `, ${PARTS[one.day_part]} h` : ''}`})]},
      ...DRIVERS.map(([name, title]) => ({title, cell: one => score(one[`${name}_score`], one[`${name}_reason`])})),
      {title: 'Confidence', right: true, cell: one => share(one.confidence)},
    ],
  });
}

const score = (value, reason) => [
  element('span', {class: 'score'}, element('b', {text: fixed(value == null ? null : 100 * value)}), value == null ? null : bar(value)),
  reason ? element('span', {class: 'origin wrap', text: reason}) : null,
];

function hourTable(hours) {
  const right = (title, cell) => ({title, right: true, cell});
  return table({
    label: 'All hours', className: 'plain', rows: hours, key: one => one.hour_at,
    columns: [
      {title: 'Hour there', cell: one => localHour(one) + (COMMUTES[one.commute] ? ` · ${COMMUTES[one.commute]}` : '')},
      right('Temperature', one => fixed(one.temperature_c, ' °C', 1)), right('Feels like', one => fixed(one.feels_like_c, ' °C', 1)),
      right('Rain', one => fixed(one.precipitation_mm, ' mm', 1)), right('Probability', one => share(one.precipitation_probability)),
      right('Wind', one => fixed(one.wind_ms, ' m/s', 1)), right('Ride factor', one => share(one.ride_factor)),
      right('Arrivals', one => count(one.arrivals)), right('Seats', one => count(one.seats)), right('Tourists', one => fixed(one.tourist_inflow)),
    ],
  });
}
