// The points of a product's history, ready to be drawn and looked up.

import {stock} from './format.js';
import {bands, firstFrom} from './thin.js';

/** Stands for the prices that have no currency. */
export const BARE = 'none';

/** The currencies of a history, and the lack of one. */
export const currenciesOf = ({currencies, currency, price}) =>
  currencies.length === 0 || currency.some((index, i) => index === -1 && price[i] != null) ? [BARE, ...currencies] : currencies;

/** The columns of an answer of /api/history as arrays of one currency; a price that is not shown is NaN. */
export function readHistory(answer, currency) {
  const wanted = answer.currencies.indexOf(currency);
  const size = answer.time.length;
  const time = Float64Array.from(answer.time);
  const price = new Float64Array(size);
  const list = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const own = answer.currency[i] === wanted;
    price[i] = own ? answer.price[i] ?? NaN : NaN;
    list[i] = own ? answer.list_price[i] ?? NaN : NaN;
  }
  const kinds = answer.availabilities.map(one => stock(one)[1]);
  return {
    time, price, list, currency: answer.currencies[wanted] ?? null,
    hasList: list.some(value => !Number.isNaN(value)),
    kind: answer.availability.map(index => kinds[index] ?? 'unknown'),
    words: answer.availability.map(index => stock(answer.availabilities[index])[0]),
  };
}

/** The answer with newer looks of another one behind it. */
export function joined(answer, newer) {
  const after = answer.time.at(-1) ?? -Infinity;
  const skip = firstFrom(newer.time, after + 1);
  const place = (all, one) => {
    const at = all.indexOf(one);
    return at >= 0 ? at : all.push(one) - 1;
  };
  const currencies = [...answer.currencies];
  const availabilities = [...answer.availabilities];
  const moved = (indexes, names, into) => indexes.slice(skip).map(index => index < 0 ? -1 : place(into, names[index]));
  return {
    ...answer, currencies, availabilities,
    total: answer.total + newer.time.length - skip,
    time: answer.time.concat(newer.time.slice(skip)),
    price: answer.price.concat(newer.price.slice(skip)),
    list_price: answer.list_price.concat(newer.list_price.slice(skip)),
    currency: answer.currency.concat(moved(newer.currency, newer.currencies, currencies)),
    availability: answer.availability.concat(moved(newer.availability, newer.availabilities, availabilities)),
  };
}

/** Least, average and greatest price of a stretch; null where none is known. */
export function figures(points, from, to) {
  let [least, greatest, sum, known] = [Infinity, -Infinity, 0, 0];
  for (let i = firstFrom(points.time, from); i < points.time.length && points.time[i] <= to; i++) {
    const value = points.price[i];
    if (!Number.isNaN(value)) {
      least = value < least ? value : least;
      greatest = value > greatest ? value : greatest;
      sum += value;
      known++;
    }
  }
  return known ? {least, greatest, average: sum / known, known} : null;
}

export const stockBands = (points, end) => bands(points.time, points.kind, new Set(['out', 'some']), end);
