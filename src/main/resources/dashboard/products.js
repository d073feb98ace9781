// All products: searched, filtered, sorted, page by page.

import {changed, go, link, parse} from './address.js';
import {addressOf, ask} from './ask.js';
import {element} from './dom.js';
import {count, many, money} from './format.js';
import {amount, availability, change, empty, origin, code, productName, since, spark, WINDOWS} from './parts.js';
import {pager, table} from './table.js';

const TYPING_MILLIS = 250;
const SIZES = ['25', '50', '100', '200'];
const SORTS = [['name', 'Name'], ['price', 'Price'], ['change', 'Change'], ['lowest', 'Lowest ever'], ['stock', 'Availability'],
  ['source', 'Source'], ['seen', 'Newest look']];
const FILTERS = ['search', 'source', 'stock', 'currency', 'moved'];
const USUAL_WINDOW = '7d';

const of = (address, name, usual) => address.query[name] || usual;
const sizeOf = address => SIZES.includes(address.query.size) ? Number(address.query.size) : 50;
const pageOf = address => Math.max(1, Math.floor(Number(address.query.page)) || 1);
const filters = address => ({
  ...Object.fromEntries(FILTERS.map(name => [name, address.query[name]])),
  window: address.query.moved ? windowOf(address) : null,
});
const windowOf = address => WINDOWS.some(([window]) => window === address.query.window) ? address.query.window : USUAL_WINDOW;
/** A filter that changes begins at the first page. */
const filtered = (address, query) => changed(address, {page: '', ...query});

export const products = {
  name: 'products',
  title: () => 'Products',
  head: address => element('div', {class: 'tools'}, searchField(address)),
  parts: () => [{
    name: 'list',
    lines: 10,
    needs: address => JSON.stringify(parameters(address)),
    ask: (address, signal) => ask('/api/products', parameters(address), signal),
    announce: data => `${many(data.total, 'product')} found`,
    render: list,
  }],
};

const parameters = address => ({
  ...filters(address), sort: of(address, 'sort', 'name'), order: of(address, 'order', 'asc'),
  limit: sizeOf(address), offset: (pageOf(address) - 1) * sizeOf(address),
});

let typing = 0;

function searchField(address) {
  const field = element('input', {
    type: 'search', id: 'search', placeholder: 'Search name, brand, number, label…', maxlength: '200', autocomplete: 'off',
    spellcheck: 'false', value: address.query.search ?? '',
    oninput: event => {
      clearTimeout(typing);
      const {value} = event.target;
      typing = setTimeout(() => searchFor(value), TYPING_MILLIS);
    },
    onkeydown: event => {
      if (event.key === 'Escape' && event.target.value) {
        event.preventDefault();
        event.target.value = '';
        searchFor('');
      }
    },
  });
  if (address.query.focus) {
    queueMicrotask(() => {
      document.getElementById('search')?.focus();
      // Once: what is shown anew later leaves the focus where it is by then.
      go(changed(address, {focus: ''}), true);
    });
  }
  return element('div', {class: 'search'}, element('label', {class: 'unseen', for: 'search', text: 'Search products'}), field,
    element('kbd', {'aria-hidden': 'true', text: '/'}));
}

function searchFor(value) {
  const address = parse(location.hash);
  if (address.view === 'products') {
    go(filtered(address, {search: value.trim()}), true);
  }
}

function select(label, value, options, choose) {
  return element('label', {class: 'select'}, element('span', {class: 'unseen', text: label}),
    element('select', {value, onchange: event => choose(event.target.value)}, options.map(([name, words]) =>
      element('option', {'data-key': name || '-', value: name, selected: name === value, text: words}))));
}

function list(data, address) {
  const narrowed = FILTERS.some(name => address.query[name]);
  const body = data.total === 0 ? nothing(narrowed) : data.products.length === 0 ? beyond(address) : [
    element('div', {class: 'card flush'}, rows(data, address)),
    element('div', {class: 'below'},
      pager({total: data.total, size: sizeOf(address), page: pageOf(address), label: 'Pages of the list', format: count,
        href: page => changed(address, {page: page === 1 ? '' : page})}),
      select('Products on a page', String(sizeOf(address)), SIZES.map(size => [size, `${size} a page`]),
        size => go(filtered(address, {size: size === '50' ? '' : size})))),
  ];
  return [sourceChips(data, address), bar(data, address, narrowed), body];
}

function sourceChips(data, address) {
  const all = {source: '', matching: data.sources.reduce((sum, one) => sum + one.matching, 0)};
  if (data.sources.length < 2 && !address.query.source) {
    return null;
  }
  const chosen = address.query.source ?? '';
  return element('div', {class: 'chips', role: 'group', 'aria-label': 'Source'}, [all, ...data.sources].map(one =>
    element('a', {class: 'chip', 'data-key': one.source || '-', href: filtered(address, {source: one.source}),
      'aria-current': one.source === chosen ? 'true' : null},
    element('span', {text: one.source || 'All'}), element('span', {class: 'count', text: count(one.matching)}))));
}

const MOVES = [['', 'Moved or not'], ...[['drop', 'Fell'], ['rise', 'Rose']].flatMap(([moved, verb]) =>
  WINDOWS.map(([window, , words]) => [`${moved} ${window}`, `${verb} in ${words}`]))];

function bar(data, address, narrowed) {
  const {query} = address;
  const download = (format, more) => addressOf('/api/download', {...filters(address), sort: query.sort, order: query.order, format, ...more});
  const by = of(address, 'sort', 'name');
  return element('div', {class: 'filters'},
    select('Availability', query.stock ?? '', [['', 'Any availability'], ['in', 'In stock'], ['out', 'Sold out'], ['other', 'Other']],
      stock => go(filtered(address, {stock}))),
    select('Movement', query.moved ? `${query.moved} ${windowOf(address)}` : '', MOVES, chosen => {
      const [moved, window] = chosen.split(' ');
      go(filtered(address, {moved, window}));
    }),
    data.currencies.length > 1 || query.currency ? select('Currency', query.currency ?? '',
      [['', 'All currencies'], ...data.currencies.map(one => [one, one])], currency => go(filtered(address, {currency}))) : null,
    element('span', {class: 'narrow-only'}, select('Sort by', `${by} ${of(address, 'order', 'asc')}`,
      SORTS.flatMap(([name, words]) => [[`${name} asc`, `${words} ↑`], [`${name} desc`, `${words} ↓`]]), chosen => {
        const [sort, order] = chosen.split(' ');
        go(filtered(address, {sort, order}));
      })),
    narrowed ? element('a', {class: 'button plainly', href: link('products', [], {sort: query.sort, order: query.order, size: query.size}),
      text: 'Clear filters'}) : null,
    element('span', {class: 'found', text: many(data.total, 'product')}),
    data.total > 0 ? element('span', {class: 'downloads'}, 'Download ',
      element('a', {href: download('csv', {spreadsheet: true}), download: true, text: 'CSV'}), element('a', {href: download('parquet'), download: true, text: 'Parquet'})) : null);
}

function rows(data, address) {
  return table({
    label: 'Products', className: 'products', rows: data.products, key: one => `${one.source}\n${one.sku}`,
    sort: {
      by: of(address, 'sort', 'name'), order: of(address, 'order', 'asc'),
      href: (sort, order) => filtered(address, {sort: sort === 'name' && order === 'asc' ? '' : sort, order: order === 'asc' ? '' : order}),
    },
    columns: [
      {title: 'Product', key: 'name', className: 'main', cell: one => element('span', {class: 'what'}, productName(one), origin(one))},
      {title: 'Price', key: 'price', right: true, className: 'price', cell: one => [amount(one),
        one.list_price != null && one.list_price !== one.price ? element('span', {class: 'was'}, element('span', {class: 'unseen', text: 'list price '}),
          element('s', {text: money(one.list_price, one.currency)})) : null]},
      {title: 'Change', key: 'change', right: true, first: 'desc', cell: one => change(one.change_percent, one.previous_price == null ? null
        : `before: ${money(one.previous_price, one.currency)}`)},
      {title: 'Trend', className: 'trend', cell: one => spark(one.points, one.change_percent)},
      {title: 'Lowest', key: 'lowest', right: true, className: 'lowest', cell: one => one.lowest_price != null && one.lowest_price === one.price && one.highest_price > one.lowest_price
        ? element('span', {class: 'tag good', text: 'now'}) : element('span', {class: 'soft', text: money(one.lowest_price, one.currency)})},
      {title: 'Availability', key: 'stock', className: 'available', cell: one => availability(one.availability)},
      {title: 'Seen', key: 'seen', right: true, first: 'desc', className: 'when', cell: one => since(one.observed_at, 'seen')},
    ],
  });
}

function nothing(narrowed) {
  return element('div', {class: 'card'}, narrowed
    ? empty('Nothing matches', 'No product has all of these words and filters. Take one away, or clear them all.',
      element('a', {class: 'button', href: link('products'), text: 'Clear filters'}))
    : empty('No products yet', element('p', {}, 'The first ones arrive some seconds after the start. Should none come: ',
      code('./millrace status'), ' shows which stage waits, and ', code('./millrace check'), ' tests every source.')));
}

const beyond = address => element('div', {class: 'card'}, empty('Past the end of the list', 'It has fewer pages than this address says.',
  element('a', {class: 'button', href: changed(address, {page: ''}), text: 'Go to its first page'})));
