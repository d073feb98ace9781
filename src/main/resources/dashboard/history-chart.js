// A product's history on a canvas: as many points as there are, one stroke for each column of pixels.

import {element, standIn} from './dom.js';
import {many, meanMoney, moment, money, roundMoney} from './format.js';
import {figures, stockBands} from './history.js';
import {numberTicks, tickLabel, timeTicks} from './scale.js';
import {firstFrom, thin} from './thin.js';

const ROOM = {top: 14, right: 14, bottom: 26};
const MINUTE = 60_000;
const PAGE_KEYS = 20;

/** A chart in its own frame; `show(points, from)` draws what it is given from that time on. */
export function historyChart() {
  const canvas = element('canvas', {'aria-hidden': 'true'});
  const above = element('canvas', {'aria-hidden': 'true'});
  const readout = element('p', {class: 'readout', 'aria-hidden': 'true'});
  const slider = element('div', {
    class: 'plot', role: 'slider', tabindex: '0', 'aria-label': 'Price history: arrow keys go from look to look',
    'aria-valuemin': '0', 'aria-valuemax': '0', 'aria-valuenow': '0',
  }, canvas, above);
  const node = element('div', {class: 'history'}, readout, slider);
  const state = {points: null, from: 0, to: 1, at: null, area: null};

  function draw() {
    const {points} = state;
    const box = slider.getBoundingClientRect();
    if (!points || box.width < 10) {
      return;
    }
    const began = performance.now();
    const ink = inkOf(node);
    const brush = sized(canvas, box);
    sized(above, box);
    brush.font = `12px ${getComputedStyle(node).fontFamily}`;
    const drawn = paint(brush, state, box, ink);
    performance.measure('millrace-chart', {start: began, end: performance.now(), detail: {points: points.time.length, drawn}});
    point();
  }

  function point() {
    const {points, at, area} = state;
    if (!points || !area) {
      return;
    }
    const brush = above.getContext('2d');
    brush.clearRect(0, 0, above.width, above.height);
    const index = at ?? points.time.length - 1;
    const words = at == null && points.time.length === 0 ? 'No looks in this time' : describe(points, index);
    readout.textContent = words;
    slider.setAttribute('aria-valuemax', String(Math.max(0, points.time.length - 1)));
    slider.setAttribute('aria-valuenow', String(Math.max(0, index)));
    slider.setAttribute('aria-valuetext', words);
    if (at != null) {
      cross(brush, area, points, at, inkOf(node));
    }
  }

  const choose = index => {
    state.at = Math.max(firstFrom(state.points.time, state.from), Math.min(state.points.time.length - 1, index));
    point();
  };
  slider.addEventListener('pointermove', event => {
    if (state.area && state.points.time.length) {
      const time = state.area.timeAt(event.clientX - slider.getBoundingClientRect().left);
      choose(Math.max(0, firstFrom(state.points.time, time + 1) - 1));
    }
  });
  const leave = () => {
    state.at = null;
    point();
  };
  slider.addEventListener('pointerleave', leave);
  slider.addEventListener('blur', leave);
  slider.addEventListener('keydown', event => {
    const last = state.points ? state.points.time.length - 1 : -1;
    const now = state.at ?? last;
    const big = Math.max(PAGE_KEYS, Math.round((last + 1) / PAGE_KEYS));
    const to = {
      ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
      PageUp: now - big, PageDown: now + big, Home: 0, End: last,
    }[event.key];
    if (event.key === 'Escape') {
      leave();
    } else if (to != null && last >= 0) {
      event.preventDefault();
      choose(to);
    }
  });
  new ResizeObserver(draw).observe(slider);
  window.addEventListener('themechange', draw);
  matchMedia('print').addEventListener('change', draw);

  return {
    place: standIn(node),
    show(points, from) {
      const end = Math.max(points.time.at(-1) ?? Date.now(), from + MINUTE);
      const kept = state.at == null || points.time.length === 0 ? null
        : Math.min(points.time.length - 1, firstFrom(points.time, state.points.time[state.at]));
      Object.assign(state, {points, to: end, from: Math.max(from, Math.min(points.time[0] ?? from, end - MINUTE)), at: kept});
      draw();
    },
  };
}

function sized(canvas, box) {
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(box.width * density);
  canvas.height = Math.round(box.height * density);
  const brush = canvas.getContext('2d');
  brush.setTransform(density, 0, 0, density, 0, 0);
  return brush;
}

function describe(points, index) {
  const amount = value => money(value, points.currency);
  return [
    moment(points.time[index]),
    Number.isNaN(points.price[index]) ? 'no price shown' : amount(points.price[index]),
    Number.isNaN(points.list[index]) ? '' : `list ${amount(points.list[index])}`,
    points.words[index],
  ].filter(Boolean).join(' · ');
}

function inkOf(node) {
  const style = getComputedStyle(node);
  return name => style.getPropertyValue(`--${name}`).trim();
}

/** Draws everything but the cross; gives how many columns were drawn. */
function paint(brush, state, box, ink) {
  const {points, from, to} = state;
  brush.clearRect(0, 0, box.width, box.height);
  const known = figures(points, from, to);
  const ticks = verticalTicks(points, known, from, to, box.height);
  const labels = ticks.values.map(value => roundMoney(value, points.currency));
  const left = Math.ceil(Math.max(30, ...labels.map(label => brush.measureText(label).width))) + 10;
  const area = areaOf(left, box, from, to, ticks);
  state.area = area;
  paintBands(brush, area, points, ink);
  paintAxes(brush, area, ticks.values, labels, ink);
  const width = area.right - area.left;
  const list = thin(points.time, points.list, from, to, width);
  const price = thin(points.time, points.price, from, to, width);
  if (points.hasList) {
    stroke(brush, area, list, {color: ink('soft'), width: 1.5, dash: [5, 4]});
  }
  stroke(brush, area, price, {color: ink('accent'), width: 2});
  if (price.length < 60) {
    brush.fillStyle = ink('accent');
    price.filter(column => !Number.isNaN(column[4])).forEach(([x, , , , value]) => {
      brush.beginPath();
      brush.arc(area.left + x, area.y(value), 2.5, 0, 7);
      brush.fill();
    });
  }
  paintFigures(brush, area, known, ink);
  return price.length + (points.hasList ? list.length : 0);
}

function verticalTicks(points, known, from, to, height) {
  let [least, greatest] = known ? [known.least, known.greatest] : [0, 1];
  for (let i = firstFrom(points.time, from); points.hasList && i < points.time.length && points.time[i] <= to; i++) {
    least = points.list[i] < least ? points.list[i] : least;
    greatest = points.list[i] > greatest ? points.list[i] : greatest;
  }
  const room = (greatest - least) * 0.1 || Math.abs(greatest) * 0.05 || 1;
  const [low, high] = [Math.max(least >= 0 ? 0 : -Infinity, least - room), greatest + room];
  return {low, high, values: numberTicks(low, high, Math.max(2, Math.floor(height / 60)))};
}

function areaOf(left, box, from, to, {low, high}) {
  const [right, top, bottom] = [box.width - ROOM.right, ROOM.top, box.height - ROOM.bottom];
  return {
    left, right, top, bottom, from, to,
    x: time => left + ((time - from) / (to - from || 1)) * (right - left),
    y: value => bottom - ((value - low) / (high - low || 1)) * (bottom - top),
    timeAt: x => from + ((x - left) / (right - left || 1)) * (to - from),
  };
}

function paintBands(brush, area, points, ink) {
  for (const [start, end, kind] of stockBands(points, area.to)) {
    if (end < area.from) {
      continue;
    }
    const left = Math.max(area.left, area.x(start));
    const right = Math.min(area.right, area.x(end));
    brush.fillStyle = ink(kind === 'out' ? 'band-out' : 'band-some');
    brush.fillRect(left, area.top, Math.max(1, right - left), area.bottom - area.top);
  }
}

function paintAxes(brush, area, values, labels, ink) {
  brush.lineWidth = 1;
  brush.strokeStyle = ink('line');
  brush.fillStyle = ink('soft');
  brush.textAlign = 'right';
  brush.textBaseline = 'middle';
  values.forEach((value, i) => {
    const y = Math.round(area.y(value)) + 0.5;
    line(brush, area.left, y, area.right, y);
    brush.fillText(labels[i], area.left - 8, y);
  });
  brush.textAlign = 'center';
  brush.textBaseline = 'top';
  const length = area.to - area.from;
  for (const at of timeTicks(area.from, area.to, Math.max(2, (area.right - area.left) / 95))) {
    const words = tickLabel(at, length);
    const half = brush.measureText(words).width / 2;
    const x = Math.min(area.right - half + ROOM.right, Math.max(half, area.x(at)));
    brush.fillText(words, x, area.bottom + 9);
  }
}

function paintFigures(brush, area, known, ink) {
  if (!known || known.least === known.greatest) {
    return;
  }
  brush.textAlign = 'right';
  brush.textBaseline = 'bottom';
  for (const [value, words, color] of [
    [known.least, 'min', 'good'], [known.average, 'avg', 'soft'], [known.greatest, 'max', 'bad'],
  ]) {
    const y = Math.round(area.y(value)) + 0.5;
    brush.strokeStyle = ink(color);
    brush.fillStyle = ink(color);
    brush.setLineDash([1, 4]);
    line(brush, area.left, y, area.right, y);
    brush.setLineDash([]);
    brush.lineWidth = 4;
    brush.strokeStyle = ink('paper');
    brush.strokeText(words, area.right, y - 2);
    brush.lineWidth = 1;
    brush.fillText(words, area.right, y - 2);
  }
}

/** A step line: each value holds until the next one. */
function stroke(brush, area, columns, {color, width, dash = []}) {
  brush.strokeStyle = color;
  brush.lineWidth = width;
  brush.lineJoin = 'round';
  brush.setLineDash(dash);
  brush.beginPath();
  let held = NaN;
  for (const [column, first, least, greatest, last] of columns) {
    const x = area.left + column;
    if (!Number.isNaN(held)) {
      brush.lineTo(x, area.y(held));
    }
    if (!Number.isNaN(first)) {
      Number.isNaN(held) ? brush.moveTo(x, area.y(first)) : brush.lineTo(x, area.y(first));
    }
    if (least < greatest) {
      brush.lineTo(x, area.y(least));
      brush.lineTo(x, area.y(greatest));
    }
    if (!Number.isNaN(last)) {
      brush.lineTo(x, area.y(last));
    }
    held = last;
  }
  if (!Number.isNaN(held)) {
    brush.lineTo(area.right, area.y(held));
  }
  brush.stroke();
  brush.setLineDash([]);
}

function line(brush, x1, y1, x2, y2) {
  brush.beginPath();
  brush.moveTo(x1, y1);
  brush.lineTo(x2, y2);
  brush.stroke();
}

function cross(brush, area, points, index, ink) {
  const x = area.x(points.time[index]);
  brush.lineWidth = 1;
  brush.strokeStyle = ink('soft');
  line(brush, Math.round(x) + 0.5, area.top, Math.round(x) + 0.5, area.bottom);
  if (!Number.isNaN(points.price[index])) {
    brush.beginPath();
    brush.arc(x, area.y(points.price[index]), 4.5, 0, 7);
    brush.fillStyle = ink('accent');
    brush.fill();
    brush.lineWidth = 2;
    brush.strokeStyle = ink('paper');
    brush.stroke();
  }
}

/** What a screen reader says of the whole. */
export function summary(points, from) {
  const known = figures(points, from, Infinity);
  return known
    ? `${many(known.known, 'price')} between ${money(known.least, points.currency)} and ${
      money(known.greatest, points.currency)}, on average ${meanMoney(known.average, points.currency)}.`
    : 'No price was shown in this time.';
}
