// Brings many points down to what a width of pixels can show, without losing a single peak.

/** The index of the first of the sorted `values` that is not less than `value`. */
export function firstFrom(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * For each column of pixels that has points, its first, least, greatest and last value, as [column, first, least, greatest,
 * last]. A value that is not known (NaN) ends a line: where a column ends so, its last value is NaN. What holds when the
 * stretch begins is the first entry, at column 0.
 */
export function thin(time, values, from, to, width) {
  const start = firstFrom(time, from);
  const columns = [];
  if (start > 0 && !Number.isNaN(values[start - 1])) {
    const held = values[start - 1];
    columns.push([0, held, held, held, held]);
  }
  const scale = width / (to - from || 1);
  let now = null;
  for (let i = start; i < time.length && time[i] <= to; i++) {
    const column = Math.round((time[i] - from) * scale);
    const value = values[i];
    if (now === null || now[0] !== column) {
      now = [column, value, value, value, value];
      columns.push(now);
    } else {
      if (Number.isNaN(now[1])) {
        now[1] = value;
      }
      if (!(now[2] <= value) && !Number.isNaN(value)) {
        now[2] = value;
      }
      if (!(now[3] >= value) && !Number.isNaN(value)) {
        now[3] = value;
      }
      now[4] = value;
    }
  }
  return columns;
}

/** The stretches in which `kinds` is one of the kinds that count, as [from, to, kind]; the last holds until `end`. */
export function bands(time, kinds, wanted, end) {
  const found = [];
  let open = null;
  for (let i = 0; i < time.length; i++) {
    const kind = wanted.has(kinds[i]) ? kinds[i] : null;
    if (open && kind !== open[2]) {
      open[1] = time[i];
      found.push(open);
      open = null;
    }
    if (kind !== null && !open) {
      open = [time[i], end, kind];
    }
  }
  return open ? [...found, open] : found;
}
