// How every source is, site by site and field by field.

import {link} from './address.js';
import {ask} from './ask.js';
import {element} from './dom.js';
import {count, many, share, span} from './format.js';
import {tone} from './market.js';
import {bar, code, empty, since} from './parts.js';

const REST_MILLIS = 10_000;
const FIELDS = ['name', 'price', 'currency', 'availability', 'brand', 'gtin', 'list_price'];
/** What every page should have: little of it is a fault, where a brand or a list price may just not be there. */
const NEEDED = ['name', 'price', 'currency', 'availability'];

export const sources = {
  name: 'sources',
  title: () => 'Sources',
  head: (address, data) => data.list ? element('p', {class: 'note', text: words(data.list.sources)}) : null,
  parts: () => [{
    name: 'list',
    lines: 8,
    needs: () => '',
    rest: REST_MILLIS,
    ask: (address, signal) => ask('/api/sources', {}, signal),
    render: ({sources: all}) => all.length === 0 ? element('div', {class: 'card'}, empty('No sources yet', element('p', {},
      'A source is a YAML file under ', code('sources/'), '. ', code('./millrace add URL'), ' reads a page and writes the first one; ',
      code('./millrace demo'), ' brings some along.'))) : element('div', {class: 'sources'}, all.map(site)),
  }],
};

function words(all) {
  const alarmed = all.filter(one => one.alarms?.length).length;
  return `${many(all.length, 'source')}, ${alarmed ? `${count(alarmed)} with alarms` : 'no alarms'}`;
}

const WORDS = {running: 'Running', paused: 'Paused', idle: 'Idle', unknown: 'Not declared'};

function site(one) {
  const state = one.alarms?.length ? many(one.alarms.length, 'alarm') : WORDS[one.state] ?? one.state;
  return element('section', {class: 'card site', 'data-key': `${one.source} ${one.instance ?? ''}`, 'aria-label': one.source},
    element('div', {class: 'card-head'},
      element('h2', {}, element('a', {href: link('products', [], {source: one.source}), text: one.source})),
      element('span', {class: `tag ${tone(one)}`, text: state})),
    element('dl', {class: 'facts tight'}, facts(one).map(([name, value, kind]) => element('div', {'data-key': name},
      element('dt', {text: name}), element('dd', {class: kind}, value)))),
    alarms(one.alarms ?? []),
    fields(one.fields ?? {}, one.products ? one.sold_out / one.products : 0),
    methods(one));
}

function facts(one) {
  return [
    ['Products', count(one.products)],
    ['In stock', one.products ? `${count(one.in_stock)} (${share(one.in_stock / one.products)})` : '–'],
    ['Pages', one.pages == null ? '–' : one.gone ? `${count(one.pages)}, ${count(one.gone)} gone` : count(one.pages)],
    ['Every', one.every_seconds ? span(one.every_seconds) : '–'],
    ['Last read', one.succeeded ? since(one.succeeded) : 'never'],
    ['Newest price', one.newest_observed_at ? since(one.newest_observed_at) : 'none'],
    ...one.low_confidence ? [['Low confidence', many(one.low_confidence, 'product'), 'bad']] : [],
    ...one.instance ? [['Told by', one.instance]] : [],
  ];
}

function alarms(list) {
  return list.length === 0 ? null : element('ul', {class: 'alarms'}, list.map((one, i) => element('li', {'data-key': `${i}`},
    element('b', {text: one.signal.replaceAll('_', ' ')}), ` was found on ${share(one.was)} of the pages, now on ${share(one.is)}`)));
}

/** Pages of what is sold out often show no price: that is no fault. */
function fields(found, soldOut) {
  const known = FIELDS.filter(name => found[name] != null);
  return known.length === 0 ? null : element('ul', {class: 'fields', 'aria-label': 'Share of products that have a field'}, known.map(name => {
    const poor = NEEDED.includes(name) && found[name] < 0.9 * (['price', 'currency'].includes(name) ? 1 - soldOut : 1);
    return element('li', {'data-key': name, class: poor ? 'poor' : null}, element('span', {text: name.replaceAll('_', ' ')}),
      bar(found[name], poor ? 'bad' : NEEDED.includes(name) ? 'good' : ''), element('b', {text: share(found[name])}));
  }));
}

function methods(one) {
  const list = one.methods ?? [];
  return list.length === 0 ? null : element('p', {class: 'note methods'}, 'Read by ', list.map((method, i) => [i ? ', ' : '',
    element('b', {text: method.method ?? 'unknown'}), ` ${count(method.products)}`]));
}
