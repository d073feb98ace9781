// Where a view stands. It asks for what a view needs, shows it when it has come, and says what is wrong when it does not.

import {go, link} from './address.js';
import {Refused, Unreachable} from './ask.js';
import {element, show} from './dom.js';
import {code, empty, since} from './parts.js';
import {announce} from './shell.js';

const PATIENCE_MILLIS = 300;

/**
 * A view is {name, title(address, data), head(address, data), parts, settled(data)}; a part {name, needs(address), ask(address,
 * signal, before), render(data, address, all), rest}. `needs` is what its answer depends on, as text; it is asked again when
 * that changes, and when prices change or, with `rest`, when that many milliseconds have passed.
 */
export class Stage {
  #main;
  #view = null;
  #address = null;
  #parts = [];
  #head = null;
  #restore = null;

  constructor(main) {
    this.#main = main;
  }

  /** Shows what the address says; gives whether that is another view or thing. */
  open(view, address) {
    const name = `${view.name} ${address.path.join('\n')}`;
    const another = this.#view?.key !== name;
    this.#address = address;
    if (another) {
      this.#parts.forEach(part => part.abort?.abort());
      this.#view = {...view, key: name};
      this.#head = element('div', {class: 'head'});
      this.#parts = view.parts(address).map(part => ({...part, slot: element('div', {class: `part p-${part.name}`}), data: null}));
      const body = element('div', {class: `view view-${view.name}`}, this.#head, this.#parts.map(part => part.slot));
      this.#main.replaceChildren(body);
      this.#restore = null;
    }
    this.#showHead();
    for (const part of this.#parts) {
      const needs = part.needs(address);
      if (part.needed !== needs) {
        part.needed = needs;
        this.#ask(part, true);
      } else {
        this.#render(part);
      }
    }
    return another;
  }

  /** Asks again for what may have changed. */
  async refresh(changed) {
    const now = Date.now();
    await Promise.all(this.#parts
      .filter(part => part.failed || (part.rest ? now - (part.asked ?? 0) >= part.rest : changed))
      .map(part => this.#ask(part, false)));
  }

  focus() {
    this.#main.querySelector('h1')?.focus();
  }

  /** Once its contents are there, scrolls to where the viewer was. */
  restore(top) {
    this.#restore = top;
    this.#settle();
  }

  search() {
    const field = this.#main.querySelector('input[type=search]');
    field ? field.focus() : go(link('products', [], {focus: 'search'}));
  }

  #data() {
    return Object.fromEntries(this.#parts.map(part => [part.name, part.data]));
  }

  #showHead() {
    const data = this.#data();
    const title = this.#view.title(this.#address, data);
    document.title = `${title} · Millrace`;
    show(this.#head, element('h1', {tabindex: '-1', text: title, dir: 'auto'}), this.#view.head?.(this.#address, data) ?? null);
  }

  async #ask(part, anew) {
    part.abort?.abort();
    const mine = part.abort = new AbortController();
    const view = this.#view;
    part.asked = mine.asked = Date.now();
    part.slot.setAttribute('aria-busy', 'true');
    const waiting = setTimeout(() => anew && mine === part.abort && this.#wait(part), PATIENCE_MILLIS);
    try {
      const data = await part.ask(this.#address, mine.signal, anew ? null : part.data);
      if (mine === part.abort && view === this.#view) {
        Object.assign(part, {data, failed: null, told: mine.asked});
        this.#showHead();
        // Parts may show what another one knows.
        this.#parts.filter(one => one.data).forEach(one => this.#render(one));
        if (anew && part.announce) {
          announce(part.announce(data));
        }
      }
    } catch (error) {
      if (mine === part.abort && !mine.signal.aborted) {
        this.#fail(part, error, anew);
      }
    } finally {
      clearTimeout(waiting);
      if (mine === part.abort) {
        part.slot.removeAttribute('aria-busy');
        part.slot.classList.remove('waiting');
        this.#settle();
      }
    }
  }

  #render(part) {
    if (part.data) {
      show(part.slot, part.render(part.data, this.#address, this.#data()), part.failed ? behind(part) : null);
    }
  }

  #wait(part) {
    part.slot.classList.add('waiting');
    if (!part.data && !part.failed) {
      show(part.slot, element('div', {class: 'skeleton', role: 'img', 'aria-label': 'Loading'},
        Array.from({length: part.lines ?? 4}, () => element('span'))));
    }
  }

  #fail(part, error, anew) {
    part.failed = error;
    if (!(error instanceof Unreachable || error instanceof Refused)) {
      console.error(error);
    }
    if (!part.data || anew) {
      part.data = null;
      show(part.slot, explain(error, () => this.#ask(part, true)));
    } else {
      this.#render(part);
    }
  }

  #settle() {
    if (this.#restore != null && this.#parts.every(part => part.data || part.failed)) {
      window.scrollTo(0, this.#restore);
      this.#restore = null;
    }
  }
}

/** What is shown is older than it should be. */
const behind = part => element('p', {class: 'note bad', 'data-key': 'behind'}, 'This is of ',
  since(new Date(part.told).toISOString()), ': ', part.failed instanceof Refused ? `${part.failed.message}.`.replace(/\.\.$/, '.')
    : part.failed instanceof Unreachable ? 'Millrace did not answer since.' : 'the newer answer could not be shown.');

function explain(error, again) {
  const button = element('button', {type: 'button', class: 'button', text: 'Try again', onclick: again});
  if (error instanceof Unreachable) {
    return empty('Millrace does not answer', 'It has stopped, is still starting, or takes very long. This page asks again by itself.', button);
  }
  if (error instanceof Refused && error.status === 401) {
    return empty('Please log in', element('p', {}, 'Reload the page: your browser asks for the name and the password, which are ',
      code('dashboard.user'), ' and ', code('dashboard.password'), ' of the configuration.'),
    element('button', {type: 'button', class: 'button', text: 'Reload', onclick: () => location.reload()}));
  }
  if (error instanceof Refused) {
    return empty('This cannot be shown', `${error.message}.`.replace(/\.\.$/, '.'), button);
  }
  return empty('This page stumbled', element('p', {}, 'Reload it. Should that not help, ', code('./millrace status'),
    ' shows the same numbers.'), button);
}
