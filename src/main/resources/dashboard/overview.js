// What moved.

import {changed, link} from './address.js';
import {ask} from './ask.js';
import {element} from './dom.js';
import {count, moment, money, share} from './format.js';
import {freshness, indexPart, positionPart} from './market.js';
import {availability, bar, card, change, choice, code, empty, productName, since, WINDOWS} from './parts.js';

const LONGER = Object.fromEntries(WINDOWS.map(([window, , words]) => [window, `the last ${words}`]));
const SHOWN = 8;

const windowOf = address => LONGER[address.query.window] ? address.query.window : '24h';

export const overview = {
  name: 'overview',
  title: () => 'Overview',
  head: (address, data) => element('div', {class: 'tools'},
    sourceChoice(address, data.health?.sources ?? []),
    choice('Time', WINDOWS.map(([window, short, words]) => [window, short, `The last ${words}`]), windowOf(address), window => changed(address, {window: window === '24h' ? '' : window}))),
  parts: () => [
    {
      name: 'moves',
      lines: 8,
      needs: address => `${windowOf(address)}\n${address.query.source ?? ''}`,
      ask: (address, signal) => ask('/api/overview', {window: windowOf(address), source: address.query.source}, signal),
      render: moves,
    },
    indexPart,
    positionPart,
    freshness,
  ],
};

function sourceChoice(address, sources) {
  const chosen = address.query.source ?? '';
  const names = sources.map(one => one.source);
  if (names.length < 2 && !chosen) {
    return null;
  }
  return element('label', {class: 'select'}, element('span', {class: 'unseen', text: 'Source'}),
    element('select', {
      value: chosen, onchange: event => { location.hash = changed(address, {source: event.target.value}); },
    }, element('option', {value: '', text: 'All sources'}),
    [...new Set([...names, ...chosen ? [chosen] : []])].map(name =>
      element('option', {'data-key': name, value: name, selected: name === chosen, text: name}))));
}

function moves(data, address) {
  const {totals} = data;
  if (totals.products === 0) {
    return address.query.source ? empty('Nothing of this source', 'It has no prices yet. Its state is among the sources.',
      element('a', {class: 'button', href: link('sources'), text: 'Look at the sources'}))
      : element('div', {class: 'card'}, empty('No prices yet', element('p', {}, 'The first ones arrive some seconds after the start. Should none come: ',
        code('./millrace status'), ' shows which stage waits, and ', code('./millrace check'), ' tests every source.')));
  }
  const time = LONGER[data.window] ?? data.window;
  return [
    figures(totals, address, time),
    element('div', {class: 'quads'},
      moveCard('Biggest drops', data.drops.slice(0, SHOWN), `No price fell in ${time}.`),
      moveCard('Biggest rises', data.rises.slice(0, SHOWN), `No price rose in ${time}.`),
      listCard('Back in stock', data.back_in_stock.slice(0, SHOWN), `Nothing came back in ${time}.`, returned),
      listCard('Lowest ever', data.lowest_ever.slice(0, SHOWN), `Nothing was cheaper than ever before in ${time}.`, low)),
  ];
}

function figures(totals, address, time) {
  const {source} = address.query;
  const window = windowOf(address);
  const list = query => link('products', [], {source, ...query});
  return element('dl', {class: 'figures'}, [
    ['Products', totals.products, source ?? `${count(totals.sources)} ${totals.sources === 1 ? 'source' : 'sources'}`, list({})],
    ['In stock', totals.in_stock, `${share(totals.in_stock / totals.products)}, ${count(totals.sold_out)} sold out`, list({stock: 'in'})],
    ['Drops', totals.drops, time, list({moved: 'drop', window, sort: 'change'}), 'down'],
    ['Rises', totals.rises, time, list({moved: 'rise', window, sort: 'change', order: 'desc'}), 'up'],
    ['Back in stock', totals.back_in_stock, time],
    ['Lowest ever', totals.lowest_ever, time],
  ].map(([name, number, note, href, kind]) => element('div', {class: `figure ${kind ?? ''}`, 'data-key': name},
    element('dt', {}, href ? element('a', {href, text: name}) : name),
    element('dd', {class: 'number', text: count(number)}), element('dd', {class: 'note', text: note}))));
}

const keyOf = one => `${one.source}\n${one.sku}`;

function moveCard(title, list, nothing) {
  const greatest = Math.max(...list.map(one => Math.abs(one.change_percent)), 1);
  return listCard(title, list, nothing, one => [
    element('span', {class: 'what'}, productName(one), element('span', {class: 'origin', text: one.source})),
    element('span', {class: 'how'}, change(one.change_percent, `since ${moment(one.changed_at)}`),
      bar(Math.abs(one.change_percent) / greatest, one.change_percent < 0 ? 'good' : 'bad')),
    element('span', {class: 'much'}, element('span', {class: 'amount', text: money(one.price, one.currency)}),
      element('span', {class: 'was'}, element('span', {class: 'unseen', text: 'before '}), element('s', {text: money(one.from_price, one.currency)}))),
  ]);
}

function listCard(title, list, nothing, row) {
  return card(title, null, list.length === 0 ? element('p', {class: 'nothing', text: nothing})
    : element('ul', {class: 'moves'}, list.map(one => element('li', {'data-key': keyOf(one)}, row(one)))));
}

const returned = one => [
  element('span', {class: 'what'}, productName(one), element('span', {class: 'origin', text: one.source})),
  element('span', {class: 'how'}, availability(one.availability), element('span', {class: 'origin'}, since(one.returned_at))),
  element('span', {class: 'much'}, element('span', {class: 'amount', text: money(one.price, one.currency)})),
];

const low = one => [
  element('span', {class: 'what'}, productName(one), element('span', {class: 'origin', text: one.source})),
  element('span', {class: 'how'}, one.before_price ? change(100 * (one.price / one.before_price - 1), 'against the lowest before') : null,
    element('span', {class: 'origin'}, since(one.lowest_at))),
  element('span', {class: 'much'}, element('span', {class: 'amount', text: money(one.price, one.currency)}),
    element('span', {class: 'was'}, element('span', {class: 'unseen', text: 'lowest before '}),
      element('s', {text: money(one.before_price, one.currency)}))),
];
