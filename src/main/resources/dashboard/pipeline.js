// The way of the records, live: stage by stage, with what waits, what was refused, and whether the counts add up.

import {ask} from './ask.js';
import {drawn, element} from './dom.js';
import {count, many, moment, short, span} from './format.js';
import {bar, card, empty, since} from './parts.js';
import {stages} from './stages.js';
import {table} from './table.js';

const REST_MILLIS = 3_000;
const FEW_SUMS = 8;

export const pipeline = {
  name: 'pipeline',
  title: () => 'Pipeline',
  head: (address, data) => data.status ? element('p', {class: 'note'}, 'As of ', since(data.status.at)) : null,
  parts: () => [{
    name: 'status',
    lines: 6,
    needs: () => '',
    rest: REST_MILLIS,
    ask: (address, signal) => ask('/api/status', {}, signal),
    render: status => [picture(status), failing(status), element('div', {class: 'pair-cards'}, sums(status), rejections(status)),
      held(status), instances(status)],
  }],
};

function picture(status) {
  const all = stages(status);
  const ends = all.filter(one => one.end);
  return element('section', {class: 'card', 'aria-label': 'Stages', 'data-key': 'stages'}, element('ol', {class: 'stages'},
    all.filter(one => !one.end).map(box),
    ends.length ? element('li', {class: 'ends'}, element('ul', {'aria-label': 'Where the rows end up'}, ends.map(box))) : null));
}

const box = one => element('li', {class: `stage ${one.state[0]}${one.side ? ' beside' : ''}`, 'data-key': one.key},
  element('h2', {text: one.name}),
  element('p', {class: 'number', title: count(one.number), text: short(one.number)}),
  element('p', {class: 'unit', text: one.unit}),
  element('p', {class: 'detail', text: one.detail}),
  element('p', {class: `tag ${one.state[0]}`, text: one.state[1]}));

function failing({failing: list}) {
  return list?.length ? card('Failing now', null, element('ul', {class: 'alarms'}, list.map(one => element('li', {'data-key': one.stage},
    element('b', {text: one.stage}), ` failed ${many(one.times, 'time')} in a row since `, since(one.since), `: ${one.reason}`)))) : null;
}

function mark(holds) {
  return drawn('svg', {class: holds ? 'mark good' : 'mark bad', viewBox: '0 0 16 16', role: 'img', 'aria-label': holds ? 'holds' : 'does not hold'},
    drawn('path', {d: holds ? 'M3.5 8.5l3 3 6-7' : 'M4 4l8 8M12 4l-8 8'}));
}

function sums(status) {
  const all = status.sums ?? [];
  const broken = all.filter(one => !one.holds);
  const rows = list => element('ul', {class: 'sums'}, list.map(one => element('li', {'data-key': one.sum, class: one.holds ? null : 'bad'},
    mark(one.holds), element('span', {class: 'sum', text: one.sum}),
    element('span', {class: 'numbers', text: `${count(one.left)} ${one.holds ? '=' : '≠'} ${count(one.right)}`}))));
  return card('Do the counts add up?', element('span', {class: `tag ${broken.length ? 'bad' : 'good'}`,
    text: broken.length ? `${count(broken.length)} of ${count(all.length)} do not` : 'every record is accounted for'}),
  all.length === 0 ? element('p', {class: 'nothing', text: 'Nothing to add up yet.'}) : null,
  broken.length ? [rows(broken), element('p', {class: 'note', text: './millrace status --deep finds the place.'})] : null,
  all.length <= FEW_SUMS ? rows(all.filter(one => one.holds))
    : element('details', {}, element('summary', {text: `${many(all.length - broken.length, 'sum')} that hold`}), rows(all.filter(one => one.holds))));
}

function rejections({clean, failed}) {
  const reasons = Object.entries(clean?.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  const most = Math.max(...reasons.map(([, times]) => times), 1);
  return card('Rejected, and why', element('span', {class: 'note', text: many(clean?.rejected ?? 0, 'record')}),
    reasons.length === 0 ? element('p', {class: 'nothing', text: 'Nothing was rejected.'})
      : element('ul', {class: 'reasons'}, reasons.map(([why, times]) => element('li', {'data-key': why},
        element('span', {text: why.replaceAll('_', ' ')}), bar(times / most), element('b', {text: count(times)})))),
    failed ? element('p', {class: 'note bad', text: `${many(failed, 'object')} under failed/: ./millrace batches list says why.`}) : null);
}

function held({clean}) {
  const list = clean?.held ?? [];
  return list.length === 0 ? null : card('Held batches', element('span', {class: 'tag bad', text: count(clean.held_batches)}), table({
    label: 'Held batches', rows: list, key: one => String(one.batch),
    columns: [
      {title: 'Batch', cell: one => count(one.batch)}, {title: 'Why', cell: one => one.reason.replaceAll('_', ' ')},
      {title: 'In detail', className: 'main', cell: one => one.detail ?? '–'}, {title: 'Records', right: true, cell: one => count(one.records)},
    ],
  }), element('p', {class: 'note', text: './millrace batches release or drop decides over them; RUNBOOK.md says when which.'}));
}

function instances(status) {
  const list = status.instances ?? [];
  return card('Processes', element('span', {class: 'note', text: count(list.length)}),
    list.length === 0 ? empty('None tells of itself', 'Processes show up here within a minute of their start.') : table({
      label: 'Processes', rows: list, key: one => one.instance,
      columns: [
        {title: 'Process', className: 'main', cell: one => element('b', {text: one.instance})}, {title: 'Host', cell: one => one.host ?? '–'},
        {title: 'Does', cell: one => (one.roles ?? []).map(role => element('span', {class: 'tag', text: role}))},
        {title: 'Runs for', right: true, cell: one => element('span', {title: moment(one.started), text: span(Math.max(0, (Date.now() - Date.parse(one.started)) / 1000))})},
        {title: 'Heard of', right: true, cell: one => one.stopped ? element('span', {class: 'tag', text: 'stopped'}) : since(one.at, 'seen')},
      ],
    }));
}
