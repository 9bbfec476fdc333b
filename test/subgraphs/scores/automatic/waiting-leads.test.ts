import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WaitingLeads } from '../../../../subgraphs/scores/automatic/rules/waiting-leads.ts';

const DELAY_MS = 100;
const MOST_WAIT_MS = 5 * DELAY_MS;

const seen = (leadId: string, sequence: number, ageMs = 0) => ({
  leadId,
  before: { transactionId: 1, sequence },
  changedAt: sequence,
  ageMs,
});

test('A waiting lead is due after a quiet delay, and its place is that of its first change', () => {
  const waiting = new WaitingLeads(DELAY_MS);
  waiting.add(seen('a', 0), 0);
  waiting.add(seen('b', 1), 10);
  waiting.add(seen('a', 2), 60);
  assert.deepEqual(waiting.due(109, 9), []);
  assert.equal(waiting.nextDueInMs(90), 20);
  assert.deepEqual(
    waiting.due(160, 9).map(({ leadId }) => leadId),
    ['a', 'b'],
  );
  assert.deepEqual(waiting.due(160, 1).length, 1);
  assert.deepEqual(waiting.before, { transactionId: 1, sequence: 0 });
  waiting.remove(['a']);
  assert.deepEqual(waiting.before, { transactionId: 1, sequence: 1 });
  waiting.clear();
  assert.deepEqual([waiting.before, waiting.size, waiting.nextDueInMs(0)], [undefined, 0, Number.POSITIVE_INFINITY]);
});

test('A waiting lead is scored after its last change, in time, and no place passes it before', () => {
  const changes = fc.array(
    fc.record({ lead: fc.constantFrom('a', 'b', 'c'), afterMs: fc.nat(150), ageMs: fc.nat(150) }),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(changes, fc.integer({ min: 1, max: 3 }), (given, most) => {
      const waiting = new WaitingLeads(DELAY_MS);
      /** sequences of the changes without a score, by lead, with the times at which they were seen */
      const open = new Map<string, { sequence: number; at: number }[]>();
      let now = 0;
      const score = (until: number): void => {
        for (let next = now + waiting.nextDueInMs(now); next <= until; next = now + waiting.nextDueInMs(now)) {
          now = next;
          const due = waiting.due(now, most);
          assert.ok(due.length > 0 && due.length <= most);
          for (const { leadId } of due) {
            const [first] = open.get(leadId) ?? [];
            assert.ok(first && now - first.at <= MOST_WAIT_MS, `${leadId} waited too long`);
            open.delete(leadId);
          }
          waiting.remove(due.map(({ leadId }) => leadId));
        }
        now = until;
      };
      for (const [sequence, { lead, afterMs, ageMs }] of given.entries()) {
        score(now + afterMs);
        waiting.add(seen(lead, sequence, ageMs), now);
        open.set(lead, [...(open.get(lead) ?? []), { sequence, at: now }]);
        const oldest = Math.min(...[...open.values()].flat().map((each) => each.sequence));
        assert.equal(waiting.before?.sequence, oldest);
      }
      score(now + MOST_WAIT_MS);
      assert.deepEqual([...open.keys()], []);
      assert.equal(waiting.size, 0);
    }),
  );
});

test('A waiting lead whose change was seen late is due a delay after the change, and not before a later one allows', () => {
  const waiting = new WaitingLeads(DELAY_MS);
  waiting.add(seen('a', 0, 80), 1_000);
  assert.equal(waiting.nextDueInMs(1_000), 20);
  waiting.add(seen('a', 1, 0), 1_010);
  assert.equal(waiting.nextDueInMs(1_010), 100);
  waiting.add(seen('a', 2, 90), 1_020);
  assert.equal(waiting.nextDueInMs(1_020), 90);
});

test('A waiting lead without a delay is due at once', () => {
  const waiting = new WaitingLeads(0);
  waiting.add(seen('a', 0), 5);
  assert.equal(waiting.due(5, 1).length, 1);
});
