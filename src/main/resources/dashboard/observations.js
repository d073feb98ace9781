// Every look at a product, with how what was seen is known.

import {changed} from './address.js';
import {ask} from './ask.js';
import {element} from './dom.js';
import {count, moment, money, share} from './format.js';
import {availability, card, outLink} from './parts.js';
import {pager, scrolling, table} from './table.js';

const SIZE = 50;
const LOW = 0.6;

const pageOf = address => Math.max(1, Math.floor(Number(address.query.looks)) || 1);

export const observationsPart = {
  name: 'observations',
  lines: 5,
  needs: address => `${address.path.join('\n')}\n${pageOf(address)}`,
  ask: (address, signal) => ask('/api/observations',
    {source: address.path[0], sku: address.path[1], limit: SIZE, offset: (pageOf(address) - 1) * SIZE}, signal),
  render: (data, address) => data.total === 0 ? null : card('Every look, and how it was read',
    element('span', {class: 'note', text: count(data.total)}),
    scrolling('Every look', looks(data.observations)),
    pager({total: data.total, size: SIZE, page: pageOf(address), label: 'Pages of the looks', format: count,
      href: page => changed(address, {looks: page === 1 ? '' : page})})),
};

function looks(rows) {
  return table({
    label: 'Every look', className: 'plain looks', rows, key: one => one.event_id ?? one.observed_at,
    columns: [
      {title: 'Time', cell: one => moment(one.observed_at)},
      {title: 'Price', right: true, cell: one => one.price == null ? '–' : element('b', {text: money(one.price, one.currency)})},
      {title: 'List price', right: true, cell: one => one.list_price == null ? '–' : money(one.list_price, one.currency)},
      {title: 'Availability', cell: one => availability(one.availability)},
      {title: 'Read from', cell: one => [one.method ?? '–', one.selector ? element('code', {class: 'cut', title: one.selector, text: one.selector}) : null]},
      {title: 'Raw text', cell: one => one.price_text ? element('q', {class: 'cut', dir: 'auto', title: one.price_text, text: one.price_text}) : '–'},
      {title: 'Sure', right: true, cell: one => one.confidence == null ? '–'
        : element('span', {class: one.confidence < LOW ? 'tag busy' : '', text: share(one.confidence)})},
      {title: 'Link', cell: one => outLink(one.url, 'Page') ?? '–'},
      {title: 'Page', cell: one => mono(one.page_hash)},
      {title: 'Event', cell: one => mono(one.event_id)},
      {title: 'Batch', right: true, cell: one => count(one.batch)},
    ],
  });
}

const mono = text => text ? element('code', {class: 'cut id', title: text, text}) : '–';
