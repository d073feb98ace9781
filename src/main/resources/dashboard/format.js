// Numbers, amounts and times as the viewer's language and zone write them.

const MOST_DECIMALS = 4;
const formats = new Map();

function cached(key, make) {
  if (!formats.has(key)) {
    formats.set(key, make());
  }
  return formats.get(key);
}

const number = (name, options) => cached(name, () => new Intl.NumberFormat(undefined, options));
const date = (name, options) => cached(name, () => new Intl.DateTimeFormat(undefined, options));

/** An amount with its currency's decimals, and more where it has more; CA$ and US$ are told apart. */
export function money(amount, currency, options = {maximumFractionDigits: MOST_DECIMALS}) {
  if (amount == null) {
    return '–';
  }
  return cached(`money ${currency} ${JSON.stringify(options)}`, () => {
    try {
      return new Intl.NumberFormat(undefined, {style: 'currency', currency, ...options});
    } catch {
      // No currency, or none that is one: the bare number.
      return new Intl.NumberFormat(undefined, {minimumFractionDigits: 2, maximumFractionDigits: MOST_DECIMALS});
    }
  }).format(amount);
}

/** A mean of amounts: as exact as the currency is. */
export const meanMoney = (amount, currency) => money(amount, currency, {});

export const roundMoney = (amount, currency) =>
  money(amount, currency, {maximumFractionDigits: MOST_DECIMALS, trailingZeroDisplay: 'stripIfInteger'});

export const count = value => value == null ? '–' : number('count').format(value);

export const short = value => value == null ? '–'
  : value < 100_000 ? count(value) : number('short', {notation: 'compact', maximumFractionDigits: 1}).format(value);

export const many = (value, one, more = `${one}s`) => `${count(value)} ${value === 1 ? one : more}`;

/** Of a value in percent, without its sign. */
export const percent = (value, digits = 1) =>
  number(`percent ${digits}`, {style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits})
    .format(Math.abs(value) / 100);

/** Of a share from 0 to 1. Nearly all is not all. */
export function share(value) {
  if (value == null) {
    return '–';
  }
  const bounded = value < 1 && value > 0.99 ? 0.99 : value > 0 && value < 0.01 ? 0.01 : value;
  return number('share', {style: 'percent', maximumFractionDigits: 0}).format(bounded);
}

export const fixed = (value, suffix = '', digits = 0) => value == null ? '–'
  : `${number(`fixed ${digits}`, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value)}${suffix}`;

export const moment = time => time == null ? '–'
  : date('moment', {dateStyle: 'medium', timeStyle: 'medium'}).format(new Date(time));

export const clock = time => date('clock', {timeStyle: 'medium'}).format(time);

/** A day that has no hour: 2026-11-22. */
export const day = text => date('day', {dateStyle: 'medium', timeZone: 'UTC'}).format(Date.parse(text));

const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

export function span(seconds) {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  return `${count(Math.floor(seconds / size))} ${unit}`;
}

export function ago(time) {
  const seconds = Math.round((Date.now() - new Date(time)) / 1000);
  return seconds < 2 ? 'now' : `${span(seconds)} ago`;
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

/** The words of an availability, and its kind: in, some, out, unknown. */
export const stock = availability =>
  Object.hasOwn(STOCK, availability ?? '') ? STOCK[availability] : [availability || 'Not stated', 'unknown'];

/** An address that a link may have: of the web, or null. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
