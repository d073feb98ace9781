// Small charts as drawings of the page: lines and bars over a row of places, with a readout for pointer and keyboard.

import {drawn, element, standIn} from './dom.js';
import {numberTicks} from './scale.js';

const ROOM = {top: 10, bottom: 26, left: 48};
const KINDS = 8;

/**
 * A chart that draws what `show` is given: {label, places: [words], ticks: [[place, words]], series: [{name, kind, shape,
 * values, axis}], bounds: {left: [least, greatest], right}, unknown: [place], axisWords, readout(place)}.
 */
export function placesChart(height) {
  const picture = drawn('svg', {'aria-hidden': 'true'});
  const readout = element('p', {class: 'readout', 'aria-hidden': 'true'});
  const slider = element('div', {
    class: 'plot', role: 'slider', tabindex: '0', 'aria-valuemin': '0', 'aria-valuemax': '0', 'aria-valuenow': '0',
  }, picture);
  const node = element('div', {class: 'places'}, readout, slider);
  const state = {chart: null, at: null, area: null};

  function draw() {
    const {chart} = state;
    const width = slider.clientWidth;
    if (!chart || width < 10) {
      return;
    }
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    picture.setAttribute('width', width);
    picture.setAttribute('height', height);
    state.area = areaOf(chart, width, height);
    picture.replaceChildren(...painted(chart, state.area));
    point();
  }

  function point() {
    const {chart, area} = state;
    if (!chart || !area) {
      return;
    }
    picture.querySelectorAll('.cross').forEach(one => one.remove());
    const last = chart.places.length - 1;
    const at = state.at ?? chart.usual ?? last;
    const words = last < 0 ? '' : chart.readout(at);
    readout.textContent = words;
    slider.setAttribute('aria-label', chart.label);
    slider.setAttribute('aria-valuemax', String(Math.max(0, last)));
    slider.setAttribute('aria-valuenow', String(Math.max(0, at)));
    slider.setAttribute('aria-valuetext', words);
    if (state.at != null) {
      const x = area.x(at);
      picture.append(drawn('line', {class: 'cross', x1: x, x2: x, y1: area.top, y2: area.bottom}));
    }
  }

  const choose = place => {
    state.at = Math.max(0, Math.min(state.chart.places.length - 1, place));
    point();
  };
  const leave = () => {
    state.at = null;
    point();
  };
  slider.addEventListener('pointermove', event => {
    if (state.area) {
      choose(state.area.placeAt(event.clientX - slider.getBoundingClientRect().left));
    }
  });
  slider.addEventListener('pointerleave', leave);
  slider.addEventListener('blur', leave);
  slider.addEventListener('keydown', event => {
    const last = (state.chart?.places.length ?? 0) - 1;
    const now = state.at ?? state.chart?.usual ?? last;
    const to = {
      ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: last,
    }[event.key];
    if (event.key === 'Escape') {
      leave();
    } else if (to != null && last >= 0) {
      event.preventDefault();
      choose(to);
    }
  });
  new ResizeObserver(draw).observe(slider);
  return {
    place: standIn(node),
    show(chart) {
      state.chart = chart;
      draw();
    },
  };
}

export const kindOf = index => index % KINDS;

function areaOf(chart, width, height) {
  const right = width - (chart.bounds.right ? ROOM.left : 14);
  const [left, top, bottom] = [ROOM.left, ROOM.top, height - ROOM.bottom];
  const last = Math.max(1, chart.places.length - (chart.wide ? 0 : 1));
  const half = chart.wide ? 0.5 : 0;
  const scale = ([low, high]) => value => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
  return {
    left, right, top, bottom,
    step: (right - left) / last,
    x: place => left + ((place + half) / last) * (right - left),
    placeAt: x => Math.round(((x - left) / (right - left)) * last - half),
    y: {left: scale(chart.bounds.left), right: chart.bounds.right ? scale(chart.bounds.right) : null},
  };
}

function painted(chart, area) {
  return [...unknown(chart, area), ...axes(chart, area), ...chart.series.flatMap(one => shape(one, area))];
}

const unknown = (chart, area) => (chart.unknown ?? []).map(place => drawn('rect', {
  class: 'gap', x: area.x(place) - area.step / 2, width: area.step + 0.5, y: area.top, height: area.bottom - area.top,
}));

function axes(chart, area) {
  const parts = [];
  for (const side of ['left', 'right'].filter(name => area.y[name])) {
    for (const value of numberTicks(...chart.bounds[side], 4)) {
      const y = area.y[side](value);
      if (side === 'left') {
        parts.push(drawn('line', {class: 'grid', x1: area.left, x2: area.right, y1: y, y2: y}));
      }
      parts.push(drawn('text', {
        class: 'tick', x: side === 'left' ? area.left - 8 : area.right + 8, y: y + 4,
        'text-anchor': side === 'left' ? 'end' : 'start',
      }, chart.axisWords(value, side)));
    }
  }
  return [...parts, ...chart.ticks.map(([place, words]) => drawn('text', {
    class: 'tick', x: area.x(place), y: area.bottom + 18, 'text-anchor': 'middle',
  }, words))];
}

function shape(series, area) {
  const y = area.y[series.axis ?? 'left'];
  const known = series.values.map((value, place) => [place, value]).filter(([, value]) => value != null);
  if (series.shape === 'bars') {
    const width = Math.max(1, area.step * 0.72);
    return known.map(([place, value]) => drawn('rect', {
      class: `bars ${series.kind}`, x: area.x(place) - width / 2, width, y: y(value), height: Math.max(0, y(0) - y(value)), rx: 1.5,
    }));
  }
  let before = null;
  const path = known.map(([place, value]) => {
    const move = before === null || (series.broken && before !== place - 1) ? 'M' : 'L';
    before = place;
    return `${move}${area.x(place).toFixed(1)} ${y(value).toFixed(1)}`;
  }).join('');
  const dots = known.length === 1 ? [drawn('circle', {
    class: `dot ${series.kind}`, cx: area.x(known[0][0]), cy: y(known[0][1]), r: 3.5})] : [];
  return [drawn('path', {class: `series ${series.kind}`, d: path}), ...dots];
}
