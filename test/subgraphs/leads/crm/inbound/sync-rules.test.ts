import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomainError } from '../../../../../platform/errors.ts';
import { adoptShape } from '../../../../../subgraphs/leads/crm/inbound/adopt-shape.ts';
import { stageAfter } from '../../../../../subgraphs/leads/crm/inbound/crm-stage.ts';
import { KnownVersions } from '../../../../../subgraphs/leads/crm/inbound/known-versions.ts';
import { isAhead, nextPosition } from '../../../../../subgraphs/leads/crm/inbound/next-position.ts';
import { maskValues } from '../../../../../subgraphs/leads/crm/inbound/parse-rows.ts';
import { isMassRemoval } from '../../../../../subgraphs/leads/crm/inbound/removals.ts';
import type { EntityState } from '../../../../../subgraphs/leads/crm/inbound/sync-state.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');

test('the stage of a lead follows the CRM while it is open', () => {
  const open = { stage: 'CONTACTED', result: null, isDeleted: false } as const;
  assert.equal(stageAfter(undefined, open), 'CONTACTED');
  assert.equal(stageAfter({ stage: 'NEW', result: null }, { ...open, stage: null }), 'NEW');
  assert.equal(stageAfter({ stage: 'QUALIFIED', result: null }, open), 'CONTACTED');
  assert.equal(stageAfter({ stage: 'WON', result: 'CONVERTED' }, open), 'WON');
  assert.equal(stageAfter({ stage: 'WON', result: 'CONVERTED' }, { ...open, result: 'LOST' }), 'WON');
  assert.equal(stageAfter({ stage: 'REMOVED', result: null }, { ...open, stage: null }), 'NEW');
  assert.equal(stageAfter({ stage: 'REMOVED', result: 'LOST' }, open), 'LOST');
  assert.equal(stageAfter({ stage: 'WON', result: 'CONVERTED' }, { ...open, isDeleted: true }), 'REMOVED');
  assert.equal(stageAfter({ stage: 'MERGED', result: null }, { ...open, isDeleted: true }), 'MERGED');
});

test('a watermark ahead of the clock does not move the position', () => {
  const row = (watermark: string | null, key: string) => ({ watermark, key });
  const page = [
    row('2026-06-01 11:00:00+00', '1'),
    row('2026-06-01 11:59:59.123456+00', '2'),
    row('2099-01-01 00:00:00+00', '3'),
  ];
  assert.deepEqual(nextPosition(undefined, page, NOW), page[1]);
  const before = { watermark: '2026-06-01 10:00:00+00', key: '9' };
  assert.equal(nextPosition(before, page.slice(2), NOW), before);
  assert.equal(isAhead('infinity', NOW), true);
  assert.equal(isAhead('2026-06-01 12:00:01+00', NOW), true);
  // a day, and a time without a zone, may be ahead anywhere on earth
  assert.equal(isAhead('2026-06-02', NOW), false);
  assert.equal(isAhead('2026-06-03', NOW), true);
  assert.equal(isAhead('4711', NOW), false);
});

test('known versions are those of the last seconds', () => {
  const known = new KnownVersions(1_000);
  known.add([{ key: 'a', version: '1' }], 0);
  known.add([{ key: 'b', version: '1' }], 600);
  known.add([{ key: 'a', version: '2' }], 900);
  assert.equal(known.has({ key: 'a', version: '1' }), false);
  known.add([], 1_700);
  assert.deepEqual([...known.versions], [['a', '2']]);
});

test('a fifth of the leads, and ten, are removed unasked', () => {
  assert.equal(isMassRemoval(10, 10, null), false);
  assert.equal(isMassRemoval(11, 10, null), true);
  assert.equal(isMassRemoval(200, 1_000, null), false);
  assert.equal(isMassRemoval(201, 1_000, null), true);
  assert.equal(isMassRemoval(201, 1_000, 201), false);
});

test('values of a message are masked whatever they hold', () => {
  assert.equal(maskValues('at: found "2026-13-1", expected a time'), 'at: found "9999-99-9", expected a time');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const masked = maskValues(`name: found ${JSON.stringify(value)}, expected a name`);
      assert.match(masked, /^name: found ".*", expected a name$/su);
      // escapes of JSON have letters of their own
      const inner = masked.slice('name: found "'.length, -'", expected a name'.length);
      assert.doesNotMatch(inner, /[^a\P{L}]|[0-8]/u);
    }),
  );
});

test('other columns are adopted with a new mapping or when they were accepted', () => {
  const state = { entity: 'leads', fingerprint: 'old', mappingDigest: 'm', walk: null } as EntityState;
  const shape = { fingerprint: 'new', mappingDigest: 'm', acceptedAt: null };
  assert.equal(adoptShape(state, { ...shape, fingerprint: 'old' }, NOW), undefined);
  assert.throws(
    () => adoptShape(state, shape, NOW),
    (error) => error instanceof DomainError && error.code === 'CRM_SCHEMA_CHANGED',
  );
  assert.equal(adoptShape(state, { ...shape, mappingDigest: 'n' }, NOW)?.walk?.kind, 'COMPARE');
  const stopped = { ...state, fault: { code: 'CRM_SCHEMA_CHANGED', message: '', since: 5 } };
  assert.equal(adoptShape(stopped, { ...shape, acceptedAt: 5 }, NOW)?.fingerprint, 'new');
  assert.throws(() => adoptShape(stopped, { ...shape, acceptedAt: 4 }, NOW), DomainError);
  assert.deepEqual(adoptShape({ ...state, fingerprint: null }, shape, NOW), { fingerprint: 'new', mappingDigest: 'm' });
});
