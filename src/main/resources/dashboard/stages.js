// What each stage of the pipeline has done, and what waits before it, out of /api/status.

import {count, many, span} from './format.js';

const total = (list, pick) => (list ?? []).reduce((sum, one) => sum + (pick(one) ?? 0), 0);

const most = (list, pick) => Math.max(0, ...(list ?? []).map(pick));

/** {key, name, number, unit, detail, state: [kind, words], end, side} of each stage, in the order of the records; those at the `end` stand side by side. */
export function stages(status) {
  const failing = new Set((status.failing ?? []).map(one => one.stage));
  const all = [fetching(status), stream(status), raw(status), clean(status), ...warehouses(status), ...catalog(status)];
  return all.map(one => failing.has(one.key) ? {...one, state: ['bad', 'failing']} : one);
}

const waits = (number, seconds, one, more) => `${many(number, one, more)} to go${seconds > 0 ? `, ${span(seconds)} behind` : ''}`;

function fetching({publishers = [], spool, retired}) {
  const missing = total(publishers, one => total(one.missing, ([from, to]) => to - from + 1)) + (retired?.missing ?? 0);
  return {
    key: 'fetch', name: 'Fetch',
    number: total(publishers, one => Math.max(0, one.last - one.first + 1)) + (retired?.events ?? 0),
    unit: 'events sent', detail: many(publishers.length, 'publisher'),
    state: missing ? ['bad', `${count(missing)} missing`]
      : spool?.events ? ['busy', `${count(spool.events)} on disk, ${span(spool.behind_seconds)}`] : ['good', 'none missing'],
  };
}

function stream({stream: one, trimmed}) {
  const shards = one?.shards ?? [];
  const waiting = total(shards, shard => shard.behind);
  return {
    key: 'stream', name: 'Stream', number: waiting, unit: 'records waiting', detail: many(shards.length, 'shard'),
    state: trimmed?.length ? ['bad', `${many(trimmed.length, 'range')} lost`]
      : waiting ? ['busy', waits(waiting, most(shards, shard => shard.behind_seconds), 'record')] : ['good', 'all landed'],
  };
}

const raw = ({land}) => ({
  key: 'land', name: 'Raw', number: land?.records, unit: 'records landed', detail: many(land?.objects ?? 0, 'object'), state: ['good', 'all kept'],
});

function clean({clean: one = {}, cleaning}) {
  const open = Math.max(0, (one.planned ?? 0) - (one.committed ?? 0));
  return {
    key: 'clean', name: 'Clean', number: one.written, unit: 'rows written',
    detail: `${many(one.duplicates ?? 0, 'duplicate')}, ${count(one.rejected ?? 0)} rejected`,
    state: one.held_batches ? ['bad', `${many(one.held_batches, 'batch', 'batches')} held`]
      : open || cleaning ? ['busy', waits(Math.max(1, open), one.behind_seconds, 'batch', 'batches')] : ['good', 'all cleaned'],
  };
}

function catalog({catalog: one, clean: {committed = 0} = {}}) {
  const behind = one ? Math.max(0, committed - one.registered) : 0;
  return one ? [{
    key: 'catalog', name: 'Catalog', number: one.registered, unit: 'batches registered', detail: one.database, end: true, side: true,
    state: behind ? ['busy', waits(behind, 0, 'batch', 'batches')] : ['good', 'all registered'],
  }] : [];
}

/** One stage for each warehouse, whose tables the status has one by one. */
function warehouses({warehouses: tables = []}) {
  const byName = new Map();
  tables.forEach(one => byName.set(one.name, [...byName.get(one.name) ?? [], one]));
  return [...byName.values()].map(all => {
    const [{name, type, away}] = all;
    const behind = most(all, one => one.behind ?? Math.max(0, (one.committed ?? 0) - (one.loaded ?? 0)));
    return {
      key: `load-${name}`, end: true, name: 'Warehouse', number: total(all, one => one.rows), unit: 'rows',
      detail: [name === type ? type : `${name}, ${type}`, all.length > 1 ? many(all.length, 'table') : ''].filter(Boolean).join(', '),
      state: away ? ['bad', `away: ${away}`]
        : behind ? ['busy', waits(behind, most(all, one => one.behind_seconds), 'batch', 'batches')] : ['good', 'all loaded'],
    };
  });
}
