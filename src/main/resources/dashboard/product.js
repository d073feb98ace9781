// One product: what it costs now, what it cost, where else it is sold, and how that is known.

import {changed, link, productLink} from './address.js';
import {addressOf, ask} from './ask.js';
import {element} from './dom.js';
import {count, many, meanMoney, money} from './format.js';
import {historyChart, summary} from './history-chart.js';
import {BARE, currenciesOf, figures, joined, readHistory} from './history.js';
import {observationsPart} from './observations.js';
import {amount, availability, card, change, choice, empty, outLink, since} from './parts.js';
import {table} from './table.js';
import {firstFrom} from './thin.js';

const DAY = 86_400_000;
const RANGES = {'24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, all: Infinity};
/** Of a longer history, only what is new is asked for. */
const SHORT_HISTORY = 5_000;
/** Whole again after so long: looks may come late, before others that are there. */
const WHOLE_MILLIS = 5 * 60_000;

const of = address => ({source: address.path[0], sku: address.path[1]});
const keyOf = address => address.path.join('\n');

export const product = {
  name: 'product',
  title: (address, data) => data.about?.product?.name || address.path[1],
  head: (address, data) => element('p', {class: 'crumbs'}, element('a', {href: link('products'), text: 'Products'}), ' › ',
    element('a', {href: link('products', [], {source: address.path[0]}), text: address.path[0]}), ` › ${address.path[1]}`,
    outLink(data.about?.product?.url, 'Open the shop’s page')),
  parts: () => [
    {name: 'about', lines: 3, needs: keyOf, ask: (address, signal) => ask('/api/product', of(address), signal), render: about},
    {name: 'history', lines: 6, needs: keyOf, ask: askHistory, render: history},
    {name: 'facts', needs: keyOf, ask: async () => ({}), render: (data, address, all) => all.about?.product ? facts(all.about) : null},
    {name: 'elsewhere', needs: keyOf, ask: async () => ({}), render: (data, address, all) => all.about?.product ? elsewhere(all.about, address) : null},
    observationsPart,
  ],
};

function about({product: one}) {
  if (!one) {
    return element('div', {class: 'card'}, empty('Nothing is known of this product',
      'It may have been removed, or the address is mistyped.', element('a', {class: 'button', href: link('products'), text: 'Look at all products'})));
  }
  const isLowest = one.price != null && one.price === one.lowest_price && one.highest_price > one.lowest_price;
  return element('div', {class: 'now'},
    element('p', {class: 'big'}, amount(one)),
    one.list_price != null && one.list_price !== one.price
      ? element('p', {class: 'pair'}, element('span', {class: 'label', text: 'List price'}), element('s', {text: money(one.list_price, one.currency)})) : null,
    element('p', {class: 'pair'}, element('span', {class: 'label', text: 'Last change'}),
      element('span', {}, change(one.change_percent), one.changed_at && one.change_percent ? [' ', since(one.changed_at, 'soft')] : null)),
    element('p', {class: 'pair'}, element('span', {class: 'label', text: 'Availability'}), availability(one.availability)),
    element('p', {class: 'pair'}, element('span', {class: 'label', text: 'Newest look'}), since(one.observed_at)),
    isLowest ? element('span', {class: 'tag good', text: 'Lowest ever'}) : null);
}

async function askHistory(address, signal, before) {
  if (before && before.answer.time.length > SHORT_HISTORY && Date.now() - before.whole < WHOLE_MILLIS) {
    const from = new Date(before.answer.time.at(-1) + 1).toISOString();
    const newer = await ask('/api/history', {...of(address), from}, signal);
    return newer.time.length ? {...before, answer: joined(before.answer, newer), points: new Map()} : before;
  }
  const answer = await ask('/api/history', of(address), signal);
  return {answer, whole: Date.now(), chart: before?.chart ?? historyChart(), points: new Map()};
}

function history(data, address, all) {
  const {answer} = data;
  if (answer.time.length === 0) {
    return null;
  }
  const currencies = currenciesOf(answer);
  const currency = [address.query.currency, all.about?.product?.currency].find(one => currencies.includes(one)) ?? currencies.at(-1);
  if (!data.points.has(currency)) {
    data.points.set(currency, readHistory(answer, currency));
  }
  const points = data.points.get(currency);
  const range = RANGES[address.query.range] ? address.query.range : 'all';
  const from = range === 'all' ? points.time[0] : Math.max(points.time[0], points.time.at(-1) - RANGES[range]);
  queueMicrotask(() => data.chart.show(points, from));
  const known = figures(points, from, Infinity);
  const label = (name, value) => element('div', {'data-key': name}, element('dt', {text: name}), element('dd', {text: value}));
  return card('Price history', element('div', {class: 'tools'},
    currencies.length > 1 ? choice('Currency', currencies.map(one => [one, one === BARE ? 'None stated' : one]), currency,
      one => changed(address, {currency: one})) : null,
    choice('Range', [['24h', '24 h'], ['7d', '7 d'], ['30d', '30 d'], ['all', 'All']], range, one => changed(address, {range: one === 'all' ? '' : one}))),
  element('p', {class: 'unseen', text: summary(points, from)}),
  data.chart.place(),
  element('ul', {class: 'legend', 'aria-hidden': 'true'}, element('li', {class: 'price', text: 'Price'}),
    points.hasList ? element('li', {class: 'list', text: 'List price'}) : null,
    points.kind.includes('out') ? element('li', {class: 'out', text: 'Sold out'}) : null,
    points.kind.includes('some') ? element('li', {class: 'some', text: 'Few left, on order'}) : null),
  known ? element('dl', {class: 'facts tight'}, label('Minimum', money(known.least, currency)), label('Average', meanMoney(known.average, currency)),
    label('Maximum', money(known.greatest, currency)),
    label('Looks', count(range === 'all' ? answer.total : answer.time.length - firstFrom(points.time, from)))) : null,
  answer.truncated ? element('p', {class: 'note', text: `The newest ${count(answer.time.length)} of ${count(answer.total)} looks are drawn; the download has more.`}) : null);
}

function facts({product: one, labels, statistics}) {
  const at = (price, time) => price == null ? null : [money(price, one.currency), ' ', since(time, 'soft')];
  const rows = [
    ['Lowest ever', at(one.lowest_price, one.lowest_at)],
    ['Highest ever', at(one.highest_price, one.highest_at)],
    ['Looked at', statistics ? [many(statistics.observations, 'time')] : null],
    ['First seen', one.first_seen ? [since(one.first_seen)] : null],
    ['Brand', one.brand], ['GTIN', one.gtin], ['Our SKU', one.our_sku], ['SKU', one.sku], ['Seller', one.seller],
    ...Object.entries(labels ?? {}).map(([name, value]) => [name, String(value), `label ${name}`]),
  ].filter(([, value]) => value);
  const download = (format, more) => addressOf('/api/download', {source: one.source, sku: one.sku, format, ...more});
  return card('Facts', element('span', {class: 'downloads'}, 'Download ', element('a', {href: download('csv', {spreadsheet: true}), download: true, text: 'CSV'}),
    element('a', {href: download('parquet'), download: true, text: 'Parquet'})),
  element('dl', {class: 'facts'}, rows.map(([name, value, key]) => element('div', {'data-key': key ?? name},
    element('dt', {text: name}), element('dd', {dir: 'auto'}, value)))));
}

function elsewhere({product: one, elsewhere: others}) {
  const why = {gtin: 'same GTIN', our_sku: 'same our_sku'};
  const all = [{...one, own: true}, ...others].sort((a, b) => (a.price == null) - (b.price == null)
    || String(a.currency).localeCompare(String(b.currency)) || a.price - b.price);
  return card('The same product elsewhere', null, others.length === 0
    ? element('p', {class: 'nothing', text: one.gtin || one.our_sku ? 'No other page has its GTIN or our_sku.'
      : 'It has neither a GTIN nor the label our_sku, by which shops could be compared.'})
    : table({
      label: 'The same product elsewhere', rows: all, key: row => `${row.source}\n${row.sku}`,
      columns: [
        {title: 'Shop', className: 'main', cell: row => element('span', {class: 'what'}, row.own ? element('b', {text: row.source})
          : element('a', {class: 'name', href: productLink(row), text: row.source}),
        element('span', {class: 'origin'}, row.own ? 'this page' : [element('bdi', {text: row.name || row.sku}), ` · ${why[row.by] ?? row.by}`]))},
        {title: 'Price', right: true, cell: amount},
        {title: 'Against this', right: true, cell: row => row.own || row.price == null || one.price == null || row.currency !== one.currency
          ? '–' : change(100 * (row.price / one.price - 1))},
        {title: 'Availability', cell: row => availability(row.availability)},
        {title: 'Seen', right: true, cell: row => since(row.observed_at, 'seen')},
      ],
    }));
}
