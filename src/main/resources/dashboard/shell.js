// What stands around every view: which one it is, how Millrace is, how fresh the prices are, and what is wrong.

import {Refused, Unreachable} from './ask.js';
import {element, show} from './dom.js';
import {clock, count, moment} from './format.js';
import {since} from './parts.js';

const $ = id => document.getElementById(id);

function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Tells a screen reader, without interrupting it. */
export const announce = text => text && say($('announcer'), text);

export function mark(view) {
  for (const one of document.querySelectorAll('.views a')) {
    one.dataset.view === view ? one.setAttribute('aria-current', 'page') : one.removeAttribute('aria-current');
  }
}

let standsStill = false;

export function connected(state) {
  standsStill = state.stale != null;
  $('banner').hidden = !standsStill;
  if (standsStill) {
    say($('banner-title'), `What is shown has not changed since ${moment(state.stale.since)}:`);
    say($('banner-text'), `${state.stale.reason}. It is tried again all the time; ./millrace status shows the same numbers.`);
  }
  document.body.classList.remove('stale');
  $('target').hidden = !state.target;
  say($('target'), state.target ?? '');
  $('target').title = state.warehouse ? `Warehouse ${state.warehouse.name}, ${state.warehouse.type}` : '';
  show($('updated'), state.newest_observed_at
    ? ['Newest look ', since(state.newest_observed_at)] : element('span', {text: `Asked ${clock(new Date())}`}));
  $('reading').hidden = !state.reading;
  if (state.reading) {
    say($('reading'), `The warehouse is read for the first time: ${count(state.reading.read)} of ${
      count(state.reading.total)} looks so far. What is shown grows by itself.`);
  }
}

export function health(status) {
  const broken = (status.sums ?? []).filter(sum => !sum.holds).length;
  const problems = [
    standsStill ? 'Not up to date' : '',
    broken ? (broken === 1 ? 'A sum does not hold' : `${count(broken)} sums do not hold`) : '',
    status.clean?.held_batches ? `${count(status.clean.held_batches)} held` : '',
    status.failed ? `${count(status.failed)} failed` : '',
    (status.failing ?? []).length ? `${(status.failing ?? []).map(one => one.stage).join(', ')} failing` : '',
  ].filter(Boolean);
  $('health').className = `health ${status.ok && problems.length === 0 ? 'good' : 'bad'}`;
  say($('health-text'), problems.join(' · ') || (status.ok ? 'All is well' : 'Something is wrong'));
}

/** Shows what is wrong with Millrace as a whole, and what to do about it. */
export function complain(error) {
  $('banner').hidden = false;
  if (error instanceof Unreachable) {
    document.body.classList.add('stale');
    $('health').className = 'health bad';
    say($('health-text'), 'Not connected');
    say($('banner-title'), 'Millrace does not answer.');
    say($('banner-text'), 'It has stopped or is still starting. Start it with ./millrace demo or ./millrace run; this page '
      + 'connects again by itself.');
  } else if (error instanceof Refused && error.status === 401) {
    say($('banner-title'), 'Not logged in.');
    say($('banner-text'), 'Reload the page: your browser asks for dashboard.user and dashboard.password of the configuration.');
  } else if (error instanceof Refused) {
    say($('banner-title'), 'Not everything can be shown:');
    say($('banner-text'), `${error.message}.`);
  } else {
    console.error(error);
    say($('banner-title'), 'This page stumbled.');
    say($('banner-text'), 'Reload it. Should that not help, ./millrace status shows the same numbers.');
  }
}
