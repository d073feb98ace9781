// For an address that no view has.

import {link} from './address.js';
import {element} from './dom.js';
import {empty} from './parts.js';

export const unknown = {
  name: 'unknown',
  title: () => 'No such page',
  parts: () => [{
    name: 'nothing',
    needs: () => '',
    ask: async () => ({}),
    render: () => empty('Nothing is at this address', 'It may be mistyped, or shortened by the program that passed it on.',
      element('a', {class: 'button', href: link('overview'), text: 'Go to the overview'})),
  }],
};
