import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeCause } from '../../../../subgraphs/scores/automatic/rules/change-cause.ts';
import { OldestScores, type ScoredLead } from '../../../../subgraphs/scores/automatic/rules/oldest-scores.ts';
import { restAfter } from '../../../../subgraphs/scores/automatic/rules/rest.ts';

const HOUR = 3_600_000;

test('The cause of a score is LEAD_CHANGED for a change of the last hour, BATCH for an older one or a backfill', () => {
  assert.equal(changeCause({ changedAt: 0, isBackfill: false }, HOUR), 'LEAD_CHANGED');
  assert.equal(changeCause({ changedAt: 0, isBackfill: false }, HOUR + 1), 'BATCH');
  assert.equal(changeCause({ changedAt: HOUR, isBackfill: true }, HOUR), 'BATCH');
  // a writer whose clock is ahead
  assert.equal(changeCause({ changedAt: 2 * HOUR, isBackfill: false }, HOUR), 'LEAD_CHANGED');
});

test('The rest after a step leaves it half of the time, and a tenth while callers wait', () => {
  assert.equal(restAfter(20, false), 20);
  assert.equal(restAfter(20, true), 180);
  assert.equal(restAfter(0, true), 0);
});

test('The oldest scores of many are those that sorting all of them finds', () => {
  const leads = fc.array(fc.option(fc.nat(50), { nil: null }), { maxLength: 80 });
  fc.assert(
    fc.property(leads, fc.integer({ min: 1, max: 20 }), (times, most) => {
      const all: ScoredLead[] = times.map((scoredAt, index) => ({ leadId: `${index}`, scoredAt }));
      const oldest = new OldestScores(most);
      for (const lead of all) oldest.add(lead);
      const { ids, isFull } = oldest.take();
      const timesOf = (some: readonly ScoredLead[]) => some.map(({ scoredAt }) => scoredAt ?? -1);
      const sorted = timesOf(all).sort((a, b) => a - b);
      assert.deepEqual(timesOf(ids.map((id) => all[Number(id)] as ScoredLead)), sorted.slice(0, most));
      assert.equal(new Set(ids).size, Math.min(most, all.length));
      assert.equal(isFull, all.length > most);
      assert.deepEqual(oldest.take(), { ids: [], isFull: false });
    }),
  );
});
