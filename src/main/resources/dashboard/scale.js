// Round numbers and moments for axes.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND), ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR), ...[1, 2, 4, 7, 14, 30, 60, 90, 180, 365].map(n => n * DAY),
];

/** Round numbers between two, about `most` of them. */
export function numberTicks(least, greatest, most) {
  const rough = (greatest - least) / Math.max(1, most);
  if (!(rough > 0)) {
    return [least];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(n => n * power).find(size => size >= rough);
  const ticks = [];
  for (let i = Math.ceil(least / step); i * step <= greatest + step * 1e-9; i++) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

/** Round moments of the viewer's zone between two times, at most about `most` of them. */
export function timeTicks(from, to, most) {
  const step = STEPS.find(size => (to - from) / size <= most) ?? STEPS.at(-1);
  const zone = new Date(from).getTimezoneOffset() * MINUTE;
  const ticks = [];
  for (let wall = Math.ceil((from - zone) / step) * step; ; wall += step) {
    const at = step < HOUR ? wall + zone : ofWall(wall);
    if (at > to) {
      return ticks;
    }
    ticks.push(at);
  }
}

/** The moment at which the viewer's clocks show what `wall` is in UTC, also after they were put forward or back. */
function ofWall(wall) {
  const shown = new Date(wall);
  return new Date(shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate(), shown.getUTCHours()).getTime();
}

const formats = new Map();

/** A moment, as exact as a stretch of time of this length needs it. */
export function tickLabel(at, span) {
  const shape = span > 400 * DAY ? {month: 'short', year: 'numeric'}
    : span > 3 * DAY ? {month: 'short', day: 'numeric'}
    : span > 20 * HOUR ? {weekday: 'short', hour: '2-digit', minute: '2-digit'}
    : span > 8 * MINUTE ? {hour: '2-digit', minute: '2-digit'}
    : {hour: '2-digit', minute: '2-digit', second: '2-digit'};
  const key = JSON.stringify(shape);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(undefined, shape));
  }
  return formats.get(key).format(at);
}
