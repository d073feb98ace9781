// Which rules there are, what they have told, and whether it arrived.

import {productLink} from './address.js';
import {ask, Refused} from './ask.js';
import {element} from './dom.js';
import {count, many, moment, money} from './format.js';
import {card, code, empty, since} from './parts.js';
import {table} from './table.js';

const REST_MILLIS = 10_000;
const EXAMPLE = `alerts:
  channels:
    - {name: team, type: slack, url: "{{env:SLACK_URL}}"}
  rules:
    - {name: drops, drop: 10%, source: acme}
    - {name: back, back-in-stock: true, cooldown: 1h}
    - {name: broken, source-broken: true}`;

export const alerts = {
  name: 'alerts',
  title: () => 'Alerts',
  parts: () => [{
    name: 'list',
    lines: 6,
    needs: () => '',
    rest: REST_MILLIS,
    ask: async (address, signal) => {
      try {
        return await ask('/api/alerts', {limit: 100}, signal);
      } catch (error) {
        if (error instanceof Refused && error.status === 404) {
          return {configured: false};
        }
        throw error;
      }
    },
    render: data => data.configured ? [rules(data.rules), told(data.alerts)] : element('div', {class: 'card'}, setUp()),
  }],
};

const setUp = () => empty('No alerts are set up', element('div', {},
  element('p', {text: 'Be told when a price falls, a product is back or a source breaks: once, by log, webhook, Slack or e-mail. Rules stand in millrace.yaml:'}),
  element('pre', {}, code(EXAMPLE)),
  element('p', {}, code('./millrace alerts test'), ' sends one to try a channel.')));

function rules(list) {
  return card('Rules', element('span', {class: 'note', text: count(list.length)}), table({
    label: 'Rules', rows: list, key: one => one.name,
    columns: [
      {title: 'Rule', className: 'main', cell: one => element('b', {text: one.name})},
      {title: 'When', cell: one => one.condition ?? '–'},
      {title: 'Of', cell: one => one.matches || 'everything'},
      {title: 'Again after', cell: one => one.cooldown ?? '–'},
      {title: 'To', cell: one => (one.channels ?? []).map(name => element('span', {class: 'tag', text: name}))},
    ],
  }));
}

function told(list) {
  if (list.length === 0) {
    return card('Newest alerts', null, element('p', {class: 'nothing', text: 'None yet: no rule has had a reason.'}));
  }
  return card('Newest alerts', element('span', {class: 'note', text: many(list.length, 'alert')}), table({
    label: 'Newest alerts', rows: list, key: one => String(one.id),
    columns: [
      {title: 'Alert', className: 'main', cell: one => element('span', {class: 'what'},
        one.sku ? element('a', {class: 'name', dir: 'auto', href: productLink(one), text: one.name || one.sku})
          : element('b', {text: one.source ?? one.rule}), element('span', {class: 'origin wrap', dir: 'auto', text: one.text}))},
      {title: 'Rule', cell: one => [one.rule, element('span', {class: 'origin', text: (one.kind ?? '').replaceAll('_', ' ')})]},
      {title: 'Price', right: true, cell: one => one.price == null ? '–' : [element('span', {class: 'amount', text: money(one.price, one.currency)}),
        one.before_price == null ? null : element('s', {class: 'was', text: money(one.before_price, one.currency)})]},
      {title: 'Sent', cell: one => element('ul', {class: 'deliveries'}, (one.deliveries ?? []).map(delivery))},
      {title: 'Decided', right: true, cell: one => since(one.decided_at, 'seen')},
    ],
  }));
}

const TONES = {sent: 'good', waiting: 'busy', failed: 'bad'};

const delivery = one => element('li', {'data-key': one.channel},
  element('span', {class: `tag ${TONES[one.state] ?? ''}`, title: one.sent_at ? moment(one.sent_at) : null, text: `${one.channel}: ${one.state}`}),
  one.attempts > 1 ? ` ${many(one.attempts, 'try', 'tries')}` : null,
  one.error ? element('span', {class: 'origin wrap', text: one.error}) : null);
