'use strict';
// Everything that was scraped reaches the page as text (textContent, setAttribute on fixed attributes), never as HTML.

const REFRESH_MILLIS = 3000;
// Asking may take a tenth of the time at most: a large warehouse is asked less often.
const REST_PER_WORK = 9;
const PATIENCE_MILLIS = 8000;
const PRODUCTS_PER_PAGE = 100;
const OBSERVATIONS = 2000;
const OBSERVATION_ROWS = 200;
const FEW_SUMS = 8;
const SVG = 'http://www.w3.org/2000/svg';

const view = {search: '', source: '', offset: 0, open: null, cities: false, city: null};
const $ = id => document.getElementById(id);

// ---- words and numbers -------------------------------------------------------------------------------------------

const formats = new Map();

function cached(key, make) {
  if (!formats.has(key)) {
    formats.set(key, make());
  }
  return formats.get(key);
}

function money(amount, currency, options = {}) {
  const format = cached(`money ${currency} ${JSON.stringify(options)}`, () => {
    try {
      return new Intl.NumberFormat(undefined, {style: 'currency', currency, ...options});
    } catch {
      // No currency, or none that is one: the bare number.
      return new Intl.NumberFormat(undefined, {minimumFractionDigits: 2, maximumFractionDigits: 4});
    }
  });
  return format.format(amount);
}

const roundMoney = (amount, currency) => money(amount, currency, {trailingZeroDisplay: 'stripIfInteger'});

const count = number =>
  number == null ? '–' : cached('count', () => new Intl.NumberFormat()).format(number);

const many = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

const percent = value => {
  const digits = {minimumFractionDigits: 1, maximumFractionDigits: 1};
  return cached('percent', () => new Intl.NumberFormat(undefined, {style: 'percent', ...digits}))
    .format(Math.abs(value) / 100);
};

const moment = time =>
  cached('moment', () => new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'}))
    .format(new Date(time));

const clock = time =>
  cached('clock', () => new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'})).format(time);

function ago(time) {
  const seconds = Math.round((Date.now() - new Date(time)) / 1000);
  if (seconds < 2) {
    return 'now';
  }
  const [unit, size] = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]].find(([, size]) => seconds >= size);
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

const STOCK = {
  InStock: ['In stock', 'in'],
  InStoreOnly: ['In store only', 'in'],
  OnlineOnly: ['Online only', 'in'],
  LimitedAvailability: ['Few left', 'some'],
  PreOrder: ['Pre-order', 'some'],
  PreSale: ['Pre-sale', 'some'],
  BackOrder: ['Back order', 'some'],
  MadeToOrder: ['Made to order', 'some'],
  OutOfStock: ['Sold out', 'out'],
  SoldOut: ['Sold out', 'out'],
  Discontinued: ['Discontinued', 'out'],
};

const stock = availability => STOCK[availability] ?? [availability || 'Not stated', 'unknown'];

function webAddress(text) {
  try {
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const productHash = product => `#/${encodeURIComponent(product.source)}/${encodeURIComponent(product.sku)}`;

// ---- small DOM tools ---------------------------------------------------------------------------------------------

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  if (text != null) {
    node.textContent = text;
  }
  return node;
}

function drawing(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

// Writing only what differs keeps selection, focus and scroll position through a refresh.
function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function setClass(node, className) {
  if (node.className !== className) {
    node.className = className;
  }
}

function setAttribute(node, name, value) {
  if (value == null) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** Makes the children of `parent` those of `items`, keeping the nodes that an item of the same key had before. */
function keyed(parent, items, key, create, update) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const name = key(item);
    let node = before.get(name);
    if (node) {
      before.delete(name);
      update(node, item, false);
    } else {
      node = create(item);
      node.dataset.key = name;
      update(node, item, true);
    }
    if (parent.children[index] !== node) {
      parent.insertBefore(node, parent.children[index] ?? null);
    }
  });
  before.forEach(node => node.remove());
}

// ---- asking ------------------------------------------------------------------------------------------------------

class Unreachable extends Error {}
class Refused extends Error {}

async function ask(path, parameters = {}) {
  let answer;
  let body;
  try {
    answer = await fetch(`${path}?${new URLSearchParams(parameters)}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    body = await answer.text();
  } catch (cause) {
    throw new Unreachable(path, {cause});
  }
  if (!answer.ok) {
    throw new Refused(said(body) ?? `${path} answered ${answer.status}`);
  }
  return JSON.parse(body);
}

function said(body) {
  try {
    return JSON.parse(body).error;
  } catch {
    return null;
  }
}

/** Shows what is wrong and what to do about it; without an error, that nothing is. */
function complain(error) {
  const away = error instanceof Unreachable;
  $('banner').hidden = !error;
  document.body.classList.toggle('stale', away);
  if (away) {
    setText($('banner-title'), 'Millrace does not answer.');
    setText($('banner-text'), 'It has stopped or is still starting. Start it with ./millrace demo or ./millrace run; '
      + 'this page connects again by itself.');
    setClass($('health'), 'health bad');
    setText($('health-text'), 'Not connected');
  } else if (error instanceof Refused) {
    setText($('banner-title'), 'Not everything can be shown:');
    setText($('banner-text'), `${error.message}.`);
  } else if (error) {
    console.error(error);
    setText($('banner-title'), 'This page stumbled.');
    setText($('banner-text'), 'Reload it. Should that not help, ./millrace status shows the same numbers.');
  }
}

// ---- the pipeline ------------------------------------------------------------------------------------------------

function total(list, pick) {
  return (list ?? []).reduce((sum, one) => sum + (pick(one) ?? 0), 0);
}

function stages(status) {
  const publishers = status.publishers ?? [];
  const missing = total(publishers, one => one.missing?.length);
  const shards = status.stream?.shards ?? [];
  const waiting = total(shards, one => one.behind);
  const clean = status.clean ?? {};
  const unclean = Math.max(0, (clean.planned ?? 0) - (clean.committed ?? 0));
  return [
    {
      name: 'Fetch',
      number: publishers.length ? total(publishers, one => one.last - one.first + 1) : 0,
      unit: ['events ', 'sent'],
      detail: many(publishers.length, 'publisher'),
      state: missing ? ['bad', `${count(missing)} missing`] : ['good', 'none missing'],
    },
    {
      name: 'Stream',
      number: waiting,
      unit: ['records ', 'waiting'],
      detail: many(shards.length, 'shard'),
      state: waiting ? ['busy', 'landing'] : ['good', 'all landed'],
    },
    {
      name: 'Raw',
      number: status.land?.records,
      unit: ['records ', 'landed'],
      detail: many(status.land?.objects ?? 0, 'object'),
      state: ['good', 'all kept'],
    },
    {
      name: 'Clean',
      number: clean.written,
      unit: ['rows ', 'written'],
      detail: `${count(clean.duplicates ?? 0)} duplicates, ${count(clean.rejected ?? 0)} rejected`,
      state: unclean ? ['busy', `${many(unclean, 'batch', 'batches')} to go`] : ['good', 'all cleaned'],
    },
    ...warehouses(status.warehouses ?? []),
  ];
}

/** One stage for each warehouse, whose tables the status has one by one. */
function warehouses(tables) {
  const byName = new Map();
  tables.forEach(one => byName.set(one.name, [...byName.get(one.name) ?? [], one]));
  return [...byName.values()].map(all => {
    const [{name, type}] = all;
    const behind = Math.max(...all.map(one => one.behind ?? Math.max(0, (one.committed ?? 0) - (one.loaded ?? 0))));
    return {
      name: 'Warehouse',
      number: total(all, one => one.rows),
      unit: ['', 'rows'],
      detail: [name === type ? type : `${name}, ${type}`, all.length > 1 ? many(all.length, 'table') : '']
        .filter(Boolean).join(', '),
      state: behind ? ['busy', `${many(behind, 'batch', 'batches')} to go`] : ['good', 'all loaded'],
    };
  });
}

function createStage() {
  const node = element('li', 'stage');
  node.append(element('h3'), ...['number', 'unit', 'detail', 'state'].map(part => element('p', part)));
  node.querySelector('.unit').append(element('span', 'wordy'), element('span'));
  return node;
}

function updateStage(node, stage) {
  const [name, number, unit, detail, state] = node.children;
  setText(name, stage.name);
  setText(number, count(stage.number));
  setText(unit.children[0], stage.unit[0]);
  setText(unit.children[1], stage.unit[1]);
  setText(detail, stage.detail);
  setText(state, stage.state[1]);
  setClass(state, `state ${stage.state[0]}`);
}

function mark(holds) {
  const said = holds ? 'holds' : 'does not hold';
  return drawing('svg', {viewBox: '0 0 16 16', width: 16, height: 16, role: 'img', 'aria-label': said},
    drawing('path', {d: holds ? 'M3.5 8.5l3 3 6-7' : 'M4 4l8 8M12 4l-8 8'}));
}

function updateSum(node, sum) {
  if (node.dataset.holds !== String(sum.holds)) {
    node.dataset.holds = sum.holds;
    node.className = sum.holds ? 'good' : 'bad';
    node.replaceChildren(mark(sum.holds), element('span', 'sum'), element('span', 'numbers'));
  }
  setText(node.children[1], sum.sum);
  setText(node.children[2], `${count(sum.left)} ${sum.holds ? '=' : '≠'} ${count(sum.right)}`);
}

function createWatched() {
  const row = element('tr');
  row.append(element('td'), element('td', 'right'), element('td'), element('td'));
  return row;
}

function updateWatched(row, source) {
  const [name, pages, read, alarms] = row.children;
  setText(name, source.state === 'running' ? source.source : `${source.source} (${source.state})`);
  setText(pages, source.gone ? `${count(source.pages)}, ${count(source.gone)} gone` : count(source.pages));
  setText(read, source.succeeded ? new Date(source.succeeded).toLocaleString() : 'never');
  setText(alarms, source.alarms.map(alarm =>
    `${alarm.signal}: ${Math.round(100 * alarm.was)} % → ${Math.round(100 * alarm.is)} %`).join(', ') || 'none');
  setClass(alarms, source.alarms.length ? 'bad' : '');
}

function showWatched(sources) {
  const alarmed = sources.filter(source => source.alarms.length).length;
  $('watched').hidden = sources.length === 0;
  setText($('watched-title'), many(sources.length, 'source')
    + (alarmed ? `: the pages of ${count(alarmed)} are not as they were` : ', no alarms'));
  setClass($('watched-title'), alarmed ? 'bad' : '');
  keyed($('watched-rows'), sources, source => `${source.source} ${source.instance ?? ''}`, createWatched, updateWatched);
}

function showStatus(status) {
  showWatched(status.sources ?? []);
  const sums = status.sums ?? [];
  const broken = sums.filter(sum => !sum.holds).length;
  const failed = status.failed ?? 0;
  const problems = [
    broken ? (broken === 1 ? 'A sum does not hold' : `${count(broken)} sums do not hold`) : '',
    failed ? `${count(failed)} failed: see ./millrace batches list` : '',
  ].filter(Boolean);
  setClass($('health'), `health ${status.ok ? 'good' : 'bad'}`);
  const verdict = status.ok ? 'All is well' : 'Something is wrong: see ./millrace status';
  setText($('health-text'), problems.join(' · ') || verdict);
  $('target').hidden = !status.target;
  setText($('target'), status.target ?? '');
  const numbered = stages(status).map((stage, i) => ({...stage, key: `${i}`}));
  keyed($('stages'), numbered, stage => stage.key, createStage, updateStage);
  $('verdict').hidden = sums.length === 0;
  setText($('verdict'), broken
    ? 'The counts do not add up. ./millrace status tells where.'
    : `Every record is accounted for${sums.length > FEW_SUMS ? `: ${many(sums.length, 'sum')} hold` : ''}`);
  setClass($('verdict'), broken ? 'bad' : '');
  // Of many, those that do not hold; the others on demand.
  const open = sums.length > FEW_SUMS ? sums.filter(sum => !sum.holds) : sums;
  const folded = sums.filter(sum => !open.includes(sum));
  keyed($('sums'), open, sum => sum.sum, () => element('li'), updateSum);
  $('more-sums').hidden = folded.length === 0;
  keyed($('held-sums'), folded, sum => sum.sum, () => element('li'), updateSum);
  const reasons = Object.entries(status.clean?.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  $('rejections').hidden = reasons.length === 0;
  setText($('rejections'),
    `Rejected, and kept with the reason: ${reasons.map(([why, times]) => `${count(times)} ${why}`).join(', ')}`);
}

// ---- the prices --------------------------------------------------------------------------------------------------

function sparkline() {
  return drawing('svg', {class: 'spark', viewBox: '0 0 120 32', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
    drawing('path', {class: 'area'}), drawing('path', {class: 'line'}));
}

function updateSparkline(node, points, direction) {
  const least = Math.min(...points);
  const span = Math.max(...points) - least;
  const x = i => points.length < 2 ? 120 : (i * 120) / (points.length - 1);
  const y = value => span === 0 ? 16 : 28 - ((value - least) / span) * 24;
  const step = (value, i) => `${i === 0 ? 'M0 ' : `H${x(i).toFixed(1)}V`}${y(value).toFixed(1)}`;
  const line = points.length === 1 ? 'M0 16H120' : points.map(step).join('');
  setAttribute(node, 'class', `spark ${direction}`);
  setAttribute(node.children[0], 'd', points.length ? `${line}V32H0Z` : '');
  setAttribute(node.children[1], 'd', points.length ? line : '');
}

function cell(className) {
  const node = element('td', className);
  node.setAttribute('role', 'cell');
  return node;
}

function createRow() {
  const row = element('tr');
  row.setAttribute('role', 'row');
  const product = cell('product');
  product.append(element('a', 'name'), element('span', 'origin'));
  const price = cell('price right');
  price.append(element('span', 'amount'), element('s', 'was'));
  const change = cell('change right');
  const trend = cell('trend');
  trend.append(sparkline());
  const available = cell('available');
  available.append(element('span', 'stock'));
  row.append(product, price, change, trend, available, cell('seen right'));
  return row;
}

function direction(change) {
  return !change ? 'level' : change > 0 ? 'up' : 'down';
}

function showChange(node, product, base) {
  const way = direction(product.change_percent);
  setClass(node, `${base} ${way}`);
  setText(node, way === 'level' ? '–' : `${way === 'up' ? '▲' : '▼'} ${percent(product.change_percent)}`);
  setAttribute(node, 'title', way === 'level' ? null : `before: ${money(product.previous_price, product.currency)}`);
}

function showStock(node, availability) {
  const [text, kind] = stock(availability);
  setText(node, text);
  setClass(node, `stock ${kind}`);
}

function updateRow(row, product, isNew) {
  const [name, price, change, trend, available, seen] = row.children;
  const link = name.children[0];
  setText(link, product.name || product.sku);
  setAttribute(link, 'href', productHash(product));
  setText(name.children[1], `${product.source} · ${product.sku}`);
  setAttribute(name.children[1], 'title', product.sku);
  const amount = product.price == null ? 'No price shown' : money(product.price, product.currency);
  if (!isNew && price.children[0].textContent !== amount && product.price != null) {
    flash(row, direction(product.change_percent));
  }
  setText(price.children[0], amount);
  setClass(price.children[0], product.price == null ? 'amount none' : 'amount');
  setText(price.children[1], product.list_price == null ? '' : money(product.list_price, product.currency));
  setAttribute(price.children[1], 'title', product.list_price == null ? null : 'list price');
  showChange(change, product, 'change right');
  updateSparkline(trend.children[0], product.points, direction(product.change_percent));
  showStock(available.children[0], product.availability);
  setText(seen, ago(product.observed_at));
  setAttribute(seen, 'title', moment(product.observed_at));
}

function flash(node, way) {
  node.classList.remove('flash-up', 'flash-down', 'flash-level');
  // Reading the layout restarts the animation.
  void node.offsetWidth;
  node.classList.add(`flash-${way}`);
}

function showSources(list) {
  const all = {source: '', products: total(list, one => one.products)};
  $('sources').hidden = list.length < 2;
  keyed($('sources'), [all, ...list], one => one.source, one => {
    const chip = element('button', 'chip');
    chip.type = 'button';
    chip.append(element('span'), element('span', 'count'));
    chip.addEventListener('click', () => {
      Object.assign(view, {source: one.source, offset: 0});
      refreshPrices().catch(complain);
    });
    return chip;
  }, (chip, one) => {
    setText(chip.children[0], one.source || 'All');
    setText(chip.children[1], count(one.products));
    setAttribute(chip, 'aria-pressed', String(view.source === one.source));
  });
}

function showPrices(list) {
  if (list.prices.length === 0 && list.total > 0) {
    // The list became shorter than where the viewer stood.
    view.offset = 0;
    refreshPrices().catch(complain);
    return;
  }
  setText($('total'), list.total ? count(list.total) : '');
  showSources(list.sources);
  keyed($('rows'), list.prices, one => `${one.source}\n${one.sku}`, createRow, updateRow);
  showPager(list);
  showEmpty(list);
}

function showPager(list) {
  $('pager').hidden = list.total <= list.limit;
  $('before').disabled = list.offset === 0;
  $('after').disabled = list.offset + list.prices.length >= list.total;
  setText($('stretch'),
    `${count(list.offset + 1)} to ${count(list.offset + list.prices.length)} of ${count(list.total)}`);
}

function showEmpty(list) {
  const filtered = Boolean(view.search || view.source);
  $('empty').hidden = list.total > 0;
  $('rows').parentElement.hidden = list.total === 0;
  $('clear').hidden = !filtered;
  setText($('empty-title'), filtered ? 'Nothing matches' : 'No prices yet');
  const wanted = [view.source, view.search].filter(Boolean).join(' ');
  setText($('empty-text'), filtered
    ? `No product has “${wanted}” in its name, brand, number or source.`
    : 'The first ones arrive some seconds after the start. Should none come: ./millrace status shows which stage '
      + 'waits, and ./millrace check tests every source.');
}

function showChanges(list) {
  $('no-changes').hidden = list.changes.length > 0;
  keyed($('changes'), list.changes, one => `${one.source}\n${one.sku}\n${one.observed_at}`, one => {
    const node = element('li');
    const link = element('a', 'name', one.name || one.sku);
    link.href = productHash(one);
    const line = element('p', 'step');
    line.append(
      element('span', 'from', money(one.previous_price, one.currency)), ' → ',
      element('span', 'to', money(one.price, one.currency)));
    const change = element('span');
    showChange(change, one, 'change');
    node.append(link, change, line, element('span', 'seen'));
    return node;
  }, (node, one) => setText(node.lastChild, ago(one.observed_at)));
}

// ---- one product -------------------------------------------------------------------------------------------------

const sheet = $('sheet');
let chart = null;

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND), ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR), ...[1, 2, 7, 14, 30, 90, 365].map(n => n * DAY),
];

/** Round moments of the viewer's zone between two times, at most about `most` of them. */
function timeTicks(from, to, most) {
  const step = TICK_STEPS.find(size => (to - from) / size <= most) ?? TICK_STEPS.at(-1);
  const zone = new Date(from).getTimezoneOffset() * MINUTE;
  const ticks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) {
    ticks.push({value: at});
  }
  return ticks;
}

function tickLabel(at, span) {
  const shape = span > 3 * DAY ? {month: 'short', day: 'numeric'}
    : span > 20 * HOUR ? {weekday: 'short', hour: '2-digit', minute: '2-digit'}
    : span > 8 * MINUTE ? {hour: '2-digit', minute: '2-digit'}
    : {hour: '2-digit', minute: '2-digit', second: '2-digit'};
  return cached(`tick ${JSON.stringify(shape)}`, () => new Intl.DateTimeFormat(undefined, shape)).format(at);
}

/** The stretches of time in which the page said that it is sold out: until the next look that says otherwise. */
function goneBands(observations) {
  const bands = [];
  observations.forEach((one, i) => {
    if (stock(one.availability)[1] !== 'out') {
      return;
    }
    const from = Date.parse(one.observed_at);
    const to = i + 1 < observations.length ? Date.parse(observations[i + 1].observed_at) : from;
    if (bands.length && bands.at(-1).to === from) {
      bands.at(-1).to = to;
    } else {
      bands.push({from, to});
    }
  });
  return bands;
}

const gonePlugin = {
  id: 'gone',
  beforeDatasetsDraw({ctx, chartArea, scales, options}) {
    ctx.save();
    ctx.fillStyle = ink('--band');
    for (const {from, to} of options.bands ?? []) {
      const left = Math.max(scales.x.getPixelForValue(from), chartArea.left);
      const right = Math.min(scales.x.getPixelForValue(to), chartArea.right);
      ctx.fillRect(left, chartArea.top, Math.max(2, right - left), chartArea.height);
    }
    ctx.restore();
  },
};

function newChart(currencyOf, observationAt) {
  const none = {display: false};
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  return new Chart($('chart'), {
    type: 'line',
    data: {datasets: [{}, {}]},
    plugins: [gonePlugin],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      interaction: {mode: 'nearest', axis: 'x', intersect: false},
      scales: {
        x: {
          type: 'linear',
          border: none,
          grid: none,
          afterBuildTicks: axis => { axis.ticks = timeTicks(axis.min, axis.max, Math.max(2, axis.width / 75)); },
          ticks: {maxRotation: 0, autoSkip: false, callback(at) { return tickLabel(at, this.max - this.min); }},
        },
        y: {border: none, grace: '12%', ticks: {maxTicksLimit: 6, callback: value => roundMoney(value, currencyOf())}},
      },
      plugins: {
        legend: none,
        tooltip: {
          displayColors: false,
          padding: 10,
          callbacks: {
            title: ([item]) => item ? moment(item.parsed.x) : '',
            label: item => `${item.dataset.label}: ${money(item.parsed.y, currencyOf())}`,
            footer: ([item]) => item ? stock(observationAt(item.parsed.x)?.availability)[0] : '',
          },
        },
      },
    },
  });
}

let shown = {observations: [], currency: null};

function drawChart(observations, currency) {
  const at = one => Date.parse(one.observed_at);
  const same = observations.filter(one => one.currency === currency || one.price == null);
  shown = {observations, currency, byTime: new Map(observations.map(one => [at(one), one]))};
  chart ??= newChart(() => shown.currency, time => shown.byTime.get(time));
  const few = same.length < 30;
  const [accent, soft, line] = [ink('--accent'), ink('--soft'), ink('--line')];
  Object.assign(chart.data.datasets[0], {
    label: 'Price', stepped: 'before', borderColor: accent, backgroundColor: accent, borderWidth: 2,
    pointRadius: few ? 2.5 : 0, pointHoverRadius: 5, data: same.map(one => ({x: at(one), y: one.price ?? NaN})),
  });
  Object.assign(chart.data.datasets[1], {
    label: 'List price', stepped: 'before', borderColor: soft, backgroundColor: soft, borderWidth: 1.5,
    borderDash: [5, 4], pointRadius: 0, pointHoverRadius: 4,
    data: same.map(one => ({x: at(one), y: one.list_price ?? NaN})),
  });
  const from = at(observations[0]);
  const to = at(observations.at(-1));
  const room = from === to ? 30 * SECOND : 0;
  Object.assign(chart.options.scales.x, {min: from - room, max: to + room});
  chart.options.bands = goneBands(observations);
  sheet.querySelector('.legend .list').hidden = same.every(one => one.list_price == null);
  sheet.querySelector('.legend .gone').hidden = chart.options.bands.length === 0;
  for (const axis of Object.values(chart.options.scales)) {
    axis.ticks.color = soft;
  }
  chart.options.scales.y.grid = {color: line};
  chart.update('none');
}

function showFacts(facts) {
  keyed($('facts'), facts.filter(([, value]) => value), ([name]) => name, () => {
    const node = element('div');
    node.append(element('dt'), element('dd'));
    return node;
  }, (node, [name, value]) => {
    setText(node.children[0], name);
    setText(node.children[1], value);
  });
}

function showElsewhere(offers) {
  $('elsewhere').hidden = offers.length === 0;
  keyed($('elsewhere-rows'), offers, one => `${one.source}\n${one.sku}`, () => {
    const node = element('li');
    node.append(element('a', 'name'), element('span', 'amount'), element('span', 'origin'), element('span', 'stock'));
    return node;
  }, (node, one) => {
    const [name, amount, origin, available] = node.children;
    setText(name, one.name || one.sku);
    setAttribute(name, 'href', productHash(one));
    setText(amount, one.price == null ? 'No price shown' : money(one.price, one.currency));
    setClass(amount, one.price == null ? 'amount none' : 'amount');
    setText(origin, `${one.source} · ${one.sku}`);
    showStock(available, one.availability);
  });
}

function showObservations(observations) {
  const newest = observations.slice(-OBSERVATION_ROWS).reverse();
  keyed($('observation-rows'), newest, one => one.observed_at, one => {
    const row = element('tr');
    row.append(
      element('td', '', moment(one.observed_at)),
      element('td', 'right', one.price == null ? '–' : money(one.price, one.currency)),
      element('td', 'right', one.list_price == null ? '–' : money(one.list_price, one.currency)),
      element('td', '', stock(one.availability)[0]),
      element('td', '', one.method ?? '–'));
    return row;
  }, () => {});
}

function showProduct(product) {
  const {observations} = product;
  const last = observations.at(-1);
  const currency = observations.findLast(one => one.currency)?.currency;
  const prices = observations.filter(one => one.price != null && one.currency === currency).map(one => one.price);
  setText($('sheet-source'), `${product.source} · ${product.sku}`);
  setText($('sheet-title'), product.name || product.sku);
  const address = webAddress(product.url);
  setAttribute($('sheet-link'), 'href', address);
  $('sheet-link').parentElement.hidden = !address;
  $('sheet-empty').hidden = Boolean(last);
  setText($('sheet-empty'), 'Nothing was observed of this product. It may have been removed, or the link is mistyped.');
  ['.chart', '.legend', '.facts-now', '.facts', '#elsewhere', 'details'].forEach(part => {
    sheet.querySelector(part).hidden = !last;
  });
  if (!last) {
    return;
  }
  setText($('sheet-price'), last.price == null ? 'No price shown' : money(last.price, last.currency));
  setText($('sheet-list'), last.list_price == null ? '' : money(last.list_price, last.currency));
  showStock($('sheet-stock'), last.availability);
  const range = prices.length ? [Math.min(...prices), Math.max(...prices)].map(price => money(price, currency)) : [];
  const sure = last.confidence == null ? '' : `${Math.round(100 * last.confidence)} % sure`;
  showFacts([
    ['Lowest', range[0]],
    ['Highest', range[1]],
    ['Looked at', `${many(product.total, 'time')}, last ${ago(last.observed_at)}`],
    ['Read from', [last.method, sure].filter(Boolean).join(', ')],
    ['Brand', product.brand],
    ['GTIN', product.gtin],
    ['Seller', product.seller],
    ...Object.entries(product.labels ?? {}).map(([name, value]) => [name, String(value)]),
    ['Shown', product.total > observations.length ? `the newest ${count(observations.length)} observations` : ''],
  ]);
  showElsewhere(product.elsewhere);
  showObservations(observations);
  setAttribute($('chart'), 'aria-label', range.length
    ? `Price since ${moment(observations[0].observed_at)}: between ${range[0]} and ${range[1]}`
    : 'No price was shown in this time');
  drawChart(observations, currency);
}

function route() {
  routeCities();
  const found = /^#\/([^/]+)\/([^/]+)$/.exec(location.hash);
  try {
    view.open = found && {source: decodeURIComponent(found[1]), sku: decodeURIComponent(found[2])};
  } catch {
    view.open = null;
  }
  if (view.open && !sheet.open) {
    setText($('sheet-source'), view.open.source);
    setText($('sheet-title'), view.open.sku);
    sheet.showModal();
    $('sheet-title').focus();
  } else if (!view.open && sheet.open) {
    sheet.close();
  }
  sheet.scrollTop = 0;
  refreshProduct().catch(complain);
}

sheet.addEventListener('close', () => {
  if (view.open) {
    view.open = null;
    history.pushState(null, '', location.pathname);
    routeCities();
  }
});
sheet.addEventListener('click', event => {
  // A click on the backdrop has the dialog itself as its target, and lies to the left of its box.
  if (event.target === sheet && event.clientX < sheet.getBoundingClientRect().left) {
    sheet.close();
  }
});
$('rows').addEventListener('click', event => {
  // The link is what the keyboard reaches; the mouse may take the whole row, but for selecting text in it.
  const link = event.target.closest('tr')?.querySelector('a');
  if (link && !event.target.closest('a') && getSelection().isCollapsed) {
    link.click();
  }
});
$('close').addEventListener('click', () => sheet.close());
window.addEventListener('hashchange', route);

// ---- refreshing --------------------------------------------------------------------------------------------------

let asked = 0;

async function refreshPrices() {
  const mine = ++asked;
  const search = [view.source && `source:${view.source}`, view.search].filter(Boolean).join(' ');
  const list = await ask('/api/prices', {search, limit: PRODUCTS_PER_PAGE, offset: view.offset});
  // An answer that a newer question has overtaken would show the wrong list.
  if (mine === asked) {
    showPrices(list);
  }
}

async function refreshProduct() {
  const wanted = view.open;
  if (!wanted) {
    return;
  }
  const product = await ask('/api/history', {...wanted, limit: OBSERVATIONS});
  if (view.open === wanted) {
    showProduct(product);
  }
}

async function refresh() {
  const outcomes = await Promise.allSettled([
    ask('/api/status').then(showStatus),
    ...view.cities ? [refreshCities()] : [refreshPrices(), ask('/api/changes').then(showChanges), refreshProduct()],
  ]);
  const errors = outcomes.filter(one => one.status === 'rejected').map(one => one.reason);
  complain(errors.find(error => error instanceof Unreachable) ?? errors[0]);
  if (errors.length === 0) {
    setText($('updated'), `Updated ${clock(new Date())}`);
  }
}

let timer = 0;

async function keepRefreshing() {
  clearTimeout(timer);
  const started = Date.now();
  if (!document.hidden) {
    await refresh();
  }
  clearTimeout(timer);
  timer = setTimeout(keepRefreshing, Math.max(REFRESH_MILLIS, REST_PER_WORK * (Date.now() - started)));
}

let typing = 0;

$('filter').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    Object.assign(view, {search: $('filter').value.trim(), offset: 0});
    refreshPrices().catch(complain);
  }, 200);
});
$('clear').addEventListener('click', () => {
  $('filter').value = '';
  Object.assign(view, {search: '', source: '', offset: 0});
  refreshPrices().catch(complain);
  $('filter').focus();
});
$('before').addEventListener('click', () => turn(-PRODUCTS_PER_PAGE));
$('after').addEventListener('click', () => turn(PRODUCTS_PER_PAGE));

function turn(by) {
  view.offset = Math.max(0, view.offset + by);
  refreshPrices().then(() => $('prices').scrollIntoView()).catch(complain);
}

document.addEventListener('visibilitychange', () => document.hidden || keepRefreshing());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  (view.cities ? refreshCities() : refreshProduct()).catch(complain);
});
route();
keepRefreshing();
