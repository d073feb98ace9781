// Tables that a narrow screen shows as cards. Roles are written out, as `display` takes a table's own away.

import {element} from './dom.js';

/**
 * A table of `rows`. A column is {title, cell, right, key, className, unseen}: `cell` makes a row's content, `key` is what
 * it is sorted by. `sort` is {by, order, href}. `key` of a row keeps its node through a refresh.
 */
export function table({label, columns, rows, key = null, sort = null, className = ''}) {
  const heads = columns.map(column => element('th', {
    role: 'columnheader', scope: 'col', class: classes(column),
    'aria-sort': sort && column.key ? sorted(sort, column) : null,
  }, sort && column.key ? sorter(sort, column)
    : element('span', {class: column.unseen ? 'unseen' : null, text: column.title})));
  const body = rows.map((row, i) => element('tr', {role: 'row', 'data-key': key ? key(row) : `${i}`},
    columns.map(column => element('td', {role: 'cell', class: classes(column), 'data-label': column.title}, column.cell(row)))));
  return element('table', {role: 'table', 'aria-label': label, class: className},
    element('thead', {role: 'rowgroup'}, element('tr', {role: 'row'}, heads)),
    element('tbody', {role: 'rowgroup'}, body));
}

const classes = column => [column.className, column.right ? 'right' : ''].filter(Boolean).join(' ') || null;

const sorted = (sort, column) =>
  sort.by !== column.key ? 'none' : sort.order === 'desc' ? 'descending' : 'ascending';

function sorter(sort, column) {
  const own = sort.by === column.key;
  const order = own && sort.order === 'asc' ? 'desc' : own ? 'asc' : column.first ?? 'asc';
  return element('a', {class: own ? 'sort own' : 'sort', href: sort.href(column.key, order)},
    element('span', {text: column.title}),
    element('span', {class: 'arrow', 'aria-hidden': 'true', text: own ? (sort.order === 'desc' ? '↓' : '↑') : '↕'}));
}

/** A wide table in a region of its own, which the keyboard can scroll. */
export const scrolling = (label, node) =>
  element('div', {class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label}, node);

/** Previous and next of a list; `href` gives the address of a page, the first is 1. */
export function pager({total, size, page, href, label, format}) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages < 2) {
    return null;
  }
  const step = (words, to, off) => off
    ? element('span', {class: 'button off', 'aria-disabled': 'true', text: words})
    : element('a', {class: 'button', href: href(to), text: words});
  const from = (page - 1) * size + 1;
  return element('nav', {class: 'pager', 'aria-label': label},
    step('Previous', page - 1, page <= 1),
    element('span', {text: `${format(from)}–${format(Math.min(total, page * size))} of ${format(total)}`}),
    step('Next', page + 1, page >= pages));
}
