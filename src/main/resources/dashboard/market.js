// The parts of the overview that show the market: index per source, our own position, freshness.

import {link, productLink} from './address.js';
import {ask} from './ask.js';
import {element} from './dom.js';
import {count, day, fixed, many, money, percent} from './format.js';
import {kindOf, placesChart} from './lines.js';
import {card, code, since} from './parts.js';
import {scrolling, table} from './table.js';

const SLOW_MILLIS = 60_000;
const FRESH_MILLIS = 15_000;
const MOST_LINES = 8;

export const indexPart = {
  name: 'index',
  needs: () => '',
  rest: SLOW_MILLIS,
  async ask(address, signal, before) {
    const [index, state] = await Promise.all([ask('/api/index', {}, signal), ask('/api/state', {}, signal)]);
    return {...index, fault: state.index_fault, chart: before?.chart ?? placesChart(240)};
  },
  render(data, address) {
    const series = data.series.filter(one => !address.query.source || one.source === address.query.source);
    const days = [...new Set(series.flatMap(one => one.points.map(([name]) => name)))].sort();
    const about = element('span', {class: 'note', title: 'A chained Jevons index',
      text: 'How prices of the same products moved from day to day; 100 is the first day'});
    const fault = data.fault ? element('p', {class: 'note bad', text: `${data.as_of ? 'The newest prices are not in it' : 'It could not be computed'}: ${data.fault}. It is tried again.`}) : null;
    if (days.length < 2) {
      return card('Price index', about, fault ?? element('p', {class: 'nothing', text: missing(data, days)}));
    }
    const lines = series.slice(0, MOST_LINES).map(one => ({...one, by: new Map(one.points)}));
    queueMicrotask(() => data.chart.show(indexChart(lines, days)));
    return card('Price index', about, fault,
      element('ul', {class: 'legend'}, lines.map((one, i) => element('li', {'data-key': nameOf(one), class: `line-${kindOf(i)}`},
        element('b', {text: nameOf(one)}), ` ${many(one.products, 'product')}`))),
      data.chart.place(),
      series.length > MOST_LINES ? element('p', {class: 'note', text: `The first ${MOST_LINES} of ${series.length}; the table has all.`}) : null,
      element('details', {}, element('summary', {text: 'As a table'}),
        scrolling('Price index as a table', indexTable(series, days))));
  },
};

const missing = (data, days) => !data.as_of ? 'The index has not been computed yet: it follows the first reading of the warehouse.'
  : days.length === 0 ? 'No prices with a currency yet, of which an index could be made.'
    : 'The index needs two days of prices. It begins to show tomorrow.';

const nameOf = one => `${one.source} ${one.currency ?? ''}`.trim();

function indexChart(lines, days) {
  const values = lines.flatMap(one => one.points.map(([, value]) => value)).filter(value => value != null);
  const [least, greatest] = [Math.min(...values, 100), Math.max(...values, 100)];
  const room = Math.max(0.5, (greatest - least) * 0.1);
  const every = Math.ceil(days.length / 8);
  return {
    label: 'Price index per source: arrow keys go from day to day',
    places: days,
    ticks: days.map((name, i) => [i, shortDay(name)]).filter(([i]) => i % every === 0),
    series: lines.map((one, i) => ({kind: `line-${kindOf(i)}`, values: days.map(name => one.by.get(name) ?? null)})),
    bounds: {left: [least - room, greatest + room]},
    axisWords: value => fixed(value, '', greatest - least < 4 ? 1 : 0),
    readout: place => [day(days[place]), ...lines.map(one => `${nameOf(one)} ${fixed(one.by.get(days[place]), '', 1)}`)].join(' · '),
  };
}

const shortDay = name => new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', timeZone: 'UTC'}).format(Date.parse(name));

const indexTable = (series, days) => table({
  label: 'Price index', className: 'plain', rows: [...days].reverse(), key: name => name,
  columns: [{title: 'Day', cell: name => day(name)}, ...series.map(one => {
    const by = new Map(one.points);
    return {title: nameOf(one), right: true, cell: name => fixed(by.get(name), '', 1)};
  })],
});

export const positionPart = {
  name: 'position',
  needs: () => '',
  rest: FRESH_MILLIS,
  ask: (address, signal) => ask('/api/position', {limit: 8}, signal),
  render: data => card('Our price position', null, data.own ? position(data) : element('div', {class: 'nothing'},
    element('p', {text: 'Are you the cheapest? In the CSV list of a source’s pages, give your own pages own=true, and the same our_sku to '
      + 'the shops’ pages of the same product (where there is none, GTINs are compared). This then shows where you stand:'}),
    element('pre', {}, code('url,own,our_sku\nhttps://our.example/p/1,true,A-1\nhttps://shop.example/p/9,,A-1')))),
};

function position({counts, products}) {
  const parts = [['lowest', 'Lowest', counts.lowest], ['tied', 'Tied', counts.tied], ['dearer', 'Dearer', counts.dearer],
    ['sold-out', 'We are sold out', counts.sold_out], ['alone', 'Nobody else has it', counts.alone]];
  return [
    element('dl', {class: 'shares'}, parts.map(([kind, name, number]) => element('div', {class: kind},
      element('dt', {text: name}), element('dd', {text: count(number)})))),
    products.length === 0 ? element('p', {class: 'nothing', text: counts.lowest + counts.tied > 0
      ? 'No shop is cheaper than we are.' : 'None of our products in stock is offered by another shop that is looked at.'})
      : table({
        label: 'Where others are cheaper', rows: products, key: one => `${one.own_source}\n${one.own_sku}`,
        columns: [
          {title: 'Product', className: 'main', cell: one => element('span', {class: 'what'},
            element('a', {class: 'name', dir: 'auto', href: productLink({source: one.own_source, sku: one.own_sku}), text: one.name || one.product}),
            element('span', {class: 'origin', text: `${many(one.offers, 'offer')}, we are number ${count(one.own_rank)}`}))},
          {title: 'We', right: true, cell: one => money(one.own_price, one.currency)},
          {title: 'Lowest other', right: true, cell: one => [element('span', {class: 'amount', text: money(one.lowest_other_price, one.currency)}),
            element('span', {class: 'origin', text: one.lowest_source})]},
          {title: 'Difference', right: true, cell: one => one.difference_percent == null ? '–'
            : element('span', {class: one.difference_percent > 0 ? 'change up' : 'change down',
              text: `${one.difference_percent > 0 ? '+' : '−'}${percent(one.difference_percent)}`})},
        ],
      }),
  ];
}

export const freshness = {
  name: 'health',
  needs: () => '',
  rest: FRESH_MILLIS,
  ask: (address, signal) => ask('/api/sources', {}, signal),
  render: ({sources}) => card('Freshness', element('a', {class: 'more', href: link('sources'), text: 'All of the sources'}),
    sources.length === 0 ? element('p', {class: 'nothing', text: 'No source is declared yet: ./millrace add URL makes the first one.'})
      : element('ul', {class: 'fresh'}, sources.slice(0, 10).map(one => element('li', {'data-key': `${one.source} ${one.instance ?? ''}`},
        element('span', {class: `dot ${tone(one)}`, 'aria-hidden': 'true'}),
        element('a', {class: 'name', href: link('products', [], {source: one.source}), text: one.source}),
        element('span', {class: 'origin', text: one.alarms?.length ? many(one.alarms.length, 'alarm') : `${one.state}, ${many(one.products ?? 0, 'product')}`}),
        since(one.newest_observed_at, 'seen'))))),
};

/** How a source is, as a colour's name. */
export const tone = one => one.alarms?.length ? 'bad' : one.state === 'running' ? 'good' : one.state === 'paused' ? 'busy' : 'idle';
