// Starts the page: the address says which view is shown, and every few seconds it is asked whether anything changed.

import {byLink, parse} from './address.js';
import {ask} from './ask.js';
import {ago} from './format.js';
import {alerts} from './alerts.js';
import {cities} from './cities.js';
import {overview} from './overview.js';
import {pipeline} from './pipeline.js';
import {product} from './product.js';
import {products} from './products.js';
import * as shell from './shell.js';
import {sources} from './sources.js';
import {Stage} from './stage.js';
import {unknown} from './unknown.js';

const REST_MILLIS = 3_000;
const HIDDEN_REST_MILLIS = 30_000;
const MOST_REST_MILLIS = 60_000;
const STATUS_REST_MILLIS = 10_000;
// Asking may take a tenth of the time at most: a large warehouse is asked less often.
const REST_PER_WORK = 9;
const VIEWS = {overview, products, product, sources, pipeline, cities, alerts, unknown};

const stage = new Stage(document.getElementById('main'));
const scrolls = new Map();
let shownHash = location.hash;
let version = null;
let failures = 0;
let timer = 0;
let statusAt = 0;

function route(first = false) {
  const address = parse(location.hash);
  if (address.moved) {
    history.replaceState(null, '', address.moved);
    return route(first);
  }
  scrolls.set(shownHash, window.scrollY);
  const linked = byLink();
  const another = stage.open(VIEWS[address.view], address);
  shell.mark(address.view === 'product' ? 'products' : address.view);
  if (another && !first) {
    if (linked) {
      window.scrollTo(0, 0);
      stage.focus();
    } else {
      stage.restore(scrolls.get(location.hash) ?? 0);
    }
  }
  shownHash = location.hash;
}

async function look() {
  clearTimeout(timer);
  const began = Date.now();
  try {
    const state = await ask('/api/state');
    failures = 0;
    shell.connected(state);
    const changed = version !== null && state.version !== version;
    version = state.version;
    await Promise.all([stage.refresh(changed), status(changed)]);
  } catch (error) {
    failures++;
    shell.complain(error);
  }
  const rest = document.hidden ? HIDDEN_REST_MILLIS : REST_MILLIS * 2 ** Math.min(failures, 5);
  timer = setTimeout(look, Math.max(Math.min(rest, MOST_REST_MILLIS), REST_PER_WORK * (Date.now() - began)));
}

async function status(changed) {
  if (changed || Date.now() - statusAt > STATUS_REST_MILLIS || statusAt === 0) {
    statusAt = Date.now();
    shell.health(await ask('/api/status'));
  }
}

/** Relative times grow older without being asked for. */
function keepTimes() {
  for (const node of document.querySelectorAll('time[datetime]')) {
    const words = ago(node.getAttribute('datetime'));
    if (node.textContent !== words) {
      node.textContent = words;
    }
  }
}

window.addEventListener('hashchange', () => route());
document.addEventListener('visibilitychange', () => document.hidden || look());
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  stage.focus();
});
document.getElementById('theme').addEventListener('click', () => window.toggleTheme());
document.addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    stage.search();
  }
});
history.scrollRestoration = 'manual';
setInterval(keepTimes, 1000);
route(true);
look();
