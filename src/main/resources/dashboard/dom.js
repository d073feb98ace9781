// The page's only way to make elements. What was scraped goes in as text or as an attribute's value, never as markup.

const SVG = 'http://www.w3.org/2000/svg';
const handlers = new WeakMap();
const mounts = new WeakMap();
let owned = 0;

/** An element; `text` becomes its text, functions named on… listen, null and false leave an attribute out. */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same within a drawing. */
export function drawn(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const kept = children => children.flat(Infinity).filter(child => child != null && child !== false && child !== '')
  .map(child => typeof child === 'string' ? plain(child) : child);

/** Marks that turn the direction of what stands around them are no part of a name. */
const plain = text => String(text).replace(/[\u202A-\u202E\u2066-\u2069]/g, '');

/** Makes the place of a node that draws itself: gives a function that makes a stand-in for it, as often as a view is made anew. */
export function standIn(node) {
  const key = `${++owned}`;
  return () => {
    const place = element('div', {'data-own': key});
    mounts.set(place, node);
    return place;
  };
}

function mount(fresh) {
  if (fresh.nodeType === Node.ELEMENT_NODE) {
    [...fresh.querySelectorAll('[data-own]'), fresh].filter(place => mounts.has(place)).forEach(place => place.append(mounts.get(place)));
  }
}

function fill(node, attributes, children) {
  const listens = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      listens[name] = value;
      node[name] = value;
    } else if (name === 'text') {
      node.textContent = plain(value ?? '');
    } else if (value != null && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  handlers.set(node, listens);
  node.append(...kept(children));
  if ('value' in attributes && 'value' in node) {
    node.value = attributes.value;
  }
  return node;
}

/** Makes the children of `parent` these, and keeps every node that may stay: with it focus, selection and scroll position. */
export function show(parent, ...children) {
  arrange(parent, kept(children).map(child => typeof child === 'string' ? document.createTextNode(child) : child));
}

function arrange(parent, wanted) {
  const keyed = new Map();
  const others = [];
  for (const node of parent.childNodes) {
    const key = keyOf(node);
    key == null || keyed.has(key) ? others.push(node) : keyed.set(key, node);
  }
  let next = parent.firstChild;
  for (const fresh of wanted) {
    const key = keyOf(fresh);
    let old = key == null ? others.find(node => keyOf(node) == null && alike(node, fresh)) : keyed.get(key);
    if (old && alike(old, fresh)) {
      key == null ? others.splice(others.indexOf(old), 1) : keyed.delete(key);
      adopt(old, fresh);
    } else {
      old = fresh;
    }
    if (old === next) {
      next = next.nextSibling;
    } else {
      parent.insertBefore(old, next);
      if (old === fresh) {
        mount(fresh);
      }
    }
  }
  [...others, ...keyed.values()].forEach(node => node.remove());
}

const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null;

const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName
  && (one.getAttribute?.('data-own') ?? null) === (other.getAttribute?.('data-own') ?? null);

/** Makes `old` say what `fresh` says. One that draws itself (`data-own`) is left alone. */
function adopt(old, fresh) {
  if (old === fresh) {
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) {
      old.data = fresh.data;
    }
    return;
  }
  if (fresh.hasAttribute('data-own')) {
    return;
  }
  for (const name of [...old.getAttributeNames()]) {
    if (!fresh.hasAttribute(name) && !isTheirs(old, name)) {
      old.removeAttribute(name);
    }
  }
  for (const name of fresh.getAttributeNames()) {
    if (old.getAttribute(name) !== fresh.getAttribute(name) && !isTheirs(old, name)) {
      old.setAttribute(name, fresh.getAttribute(name));
    }
  }
  const [before, after] = [handlers.get(old) ?? {}, handlers.get(fresh) ?? {}];
  Object.keys(before).filter(name => !after[name]).forEach(name => { old[name] = null; });
  Object.assign(old, after);
  handlers.set(old, after);
  arrange(old, [...fresh.childNodes]);
  if (['INPUT', 'SELECT'].includes(old.tagName) && document.activeElement !== old && old.value !== fresh.value) {
    old.value = fresh.value;
  }
}

/** What the viewer has set stays: whether details are open. */
const isTheirs = (node, name) => name === 'open' && node.tagName === 'DETAILS';
