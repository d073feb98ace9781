// What several views are made of.

import {productLink} from './address.js';
import {drawn, element} from './dom.js';
import {ago, moment, money, percent, stock, webAddress} from './format.js';

/** Times over which moves are counted: as a parameter, in short, in words. */
export const WINDOWS = [['24h', '24 h', '24 hours'], ['7d', '7 d', '7 days'], ['30d', '30 d', '30 days'], ['90d', '90 d', '90 days']];

export const direction = change => !change ? 'level' : change > 0 ? 'up' : 'down';

export function change(value, title = null) {
  const way = direction(value);
  const words = way === 'level' ? '–' : `${way === 'up' ? '▲' : '▼'} ${percent(value)}`;
  return element('span', {class: `change ${way}`, title},
    way === 'level' ? element('span', {class: 'unseen', text: 'unchanged'}) : null,
    element('span', {text: words, 'aria-hidden': way === 'level' ? 'true' : null}));
}

export function availability(value) {
  const [words, kind] = stock(value);
  return element('span', {class: `stock ${kind}`, text: words});
}

/** A relative time, the whole one as its title; the clock of app.js keeps it true. */
export const since = (time, className = null) => time == null ? element('span', {class: className, text: '–'})
  : element('time', {class: className, datetime: time, title: moment(time), text: ago(time)});

export const amount = product => product.price == null
  ? element('span', {class: 'amount none', text: 'No price shown'})
  : element('span', {class: 'amount', text: money(product.price, product.currency)});

/** A link to a product; `dir=auto` keeps a name of another script from turning what stands beside it. */
export const productName = product => element('a', {
  class: 'name', href: productLink(product), dir: 'auto', title: longer(product.name), text: product.name || product.sku});

const longer = name => name && name.length > 60 ? name : null;

export const origin = product => element('span', {
  class: 'origin', title: `${product.source} · ${product.sku}`, text: `${product.source} · ${product.sku}`});

export function outLink(address, words) {
  const safe = webAddress(address);
  return safe && element('a', {href: safe, target: '_blank', rel: 'noopener noreferrer', class: 'out', text: words},
    element('span', {class: 'unseen', text: ' (opens a new tab)'}));
}

/** A card with a heading; `aside` stands at the right of it. */
export function card(title, aside, ...children) {
  return element('section', {class: 'card', 'data-key': title, 'aria-label': title},
    element('div', {class: 'card-head'}, element('h2', {text: title}), aside), ...children);
}

export function empty(title, text, ...more) {
  return element('div', {class: 'empty'}, element('h3', {text: title}),
    typeof text === 'string' ? element('p', {text}) : text, ...more);
}

export const code = text => element('code', {text});

/** A picture of a few prices, as steps. */
export function spark(points, change) {
  const known = (points ?? []).filter(point => point != null);
  if (known.length === 0) {
    return element('span', {class: 'soft', text: '–'});
  }
  const least = Math.min(...known);
  const height = Math.max(...known) - least;
  const x = i => (i * 120) / (known.length - 1);
  const y = value => height === 0 ? 16 : 28 - ((value - least) / height) * 24;
  const step = (value, i) => i === 0 ? `M0 ${y(value).toFixed(1)}` : `H${x(i).toFixed(1)}V${y(value).toFixed(1)}`;
  const line = known.length === 1 ? 'M0 16H120' : known.map(step).join('');
  return drawn('svg', {
    class: `spark ${direction(change)}`, viewBox: '0 0 120 32', preserveAspectRatio: 'none', 'aria-hidden': 'true',
  }, drawn('path', {class: 'area', d: `${line}V32H0Z`}), drawn('path', {class: 'line', d: line}));
}

/** A bar of a share from 0 to 1. */
export const bar = (value, kind = '') => drawn('svg', {
  class: `bar ${kind}`, viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true',
}, drawn('rect', {class: 'track', width: 100, height: 6}),
drawn('rect', {class: 'fill', width: Math.round(1000 * Math.min(1, Math.max(0, value ?? 0))) / 10, height: 6}));

/** Links of which one is chosen: a window of time, a range. */
export const choice = (label, options, chosen, href) => element('div', {class: 'choice', role: 'group', 'aria-label': label},
  options.map(([value, words, long]) => element('a', {
    'data-key': value, href: href(value), text: words, title: long, 'aria-current': value === chosen ? 'true' : null,
  })));
