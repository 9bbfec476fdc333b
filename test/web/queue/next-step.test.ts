import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextStep, PATIENCE_DAYS, type StepFacts } from '../../../web/src/queue/steps/next-step.ts';
import { GRADES, STAGES } from '../../../web/src/queue/view/view.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();
const step = (facts: Partial<StepFacts>): string => {
  const lead: StepFacts = {
    stage: 'NEW',
    owner: 'ann',
    grade: 'B',
    createdAt: daysAgo(0.5),
    lastInteractionAt: null,
    ...facts,
  };
  const { step: name, due } = nextStep(lead, NOW);
  return `${name} ${due}`;
};

test('A closed lead needs no step', () => {
  for (const stage of ['WON', 'LOST', 'REMOVED', 'MERGED'] as const)
    assert.equal(step({ stage, grade: 'A' }), 'NONE LATER');
});

test('A lead without a grade is scored first', () => {
  assert.equal(step({ grade: null, owner: null }), 'SCORE SOON');
});

test('A good lead that nobody owns gets an owner first', () => {
  assert.equal(step({ owner: null, grade: 'A' }), 'ASSIGN NOW');
  assert.equal(step({ owner: null, grade: 'B', stage: 'PROPOSAL' }), 'ASSIGN SOON');
  assert.equal(step({ owner: null, grade: 'C' }), 'INTRODUCE LATER');
});

test('A new lead is called, introduced or left to campaigns by its grade', () => {
  assert.deepEqual(
    GRADES.map((grade) => step({ grade })),
    ['CALL NOW', 'CALL SOON', 'INTRODUCE LATER', 'NURTURE LATER'],
  );
});

test('A new lead that was in touch gets a reply', () => {
  assert.equal(step({ grade: 'C', lastInteractionAt: daysAgo(15) }), 'REPLY NOW');
});

test('A contacted lead is waited for, then followed up, then urgent', () => {
  const contacted = (days: number): string => step({ stage: 'CONTACTED', lastInteractionAt: daysAgo(days) });
  assert.deepEqual([contacted(2.9), contacted(3), contacted(6)], ['WAIT LATER', 'FOLLOW_UP SOON', 'FOLLOW_UP NOW']);
  assert.equal(step({ stage: 'CONTACTED', grade: 'D', lastInteractionAt: daysAgo(90) }), 'NURTURE LATER');
});

test('A qualified lead gets its quote, and a quote is chased after the patience of the grade', () => {
  assert.equal(step({ stage: 'QUALIFIED', grade: 'C', lastInteractionAt: daysAgo(1) }), 'SEND_QUOTE LATER');
  assert.equal(step({ stage: 'PROPOSAL', grade: 'A', lastInteractionAt: daysAgo(2) }), 'CHASE_QUOTE NOW');
  assert.equal(step({ stage: 'PROPOSAL', grade: 'D', lastInteractionAt: daysAgo(20) }), 'WAIT LATER');
});

test('Waiting longer never makes a step less urgent', () => {
  const urgency = { LATER: 0, SOON: 1, NOW: 2 };
  const facts = fc.record({
    stage: fc.constantFrom(...STAGES),
    grade: fc.constantFrom(...GRADES, null),
    owner: fc.constantFrom('ann', null),
    createdAt: fc.constant(daysAgo(200)),
    lastInteractionAt: fc.integer({ min: 0, max: 100 }).map(daysAgo),
  });
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 100 }), (lead, days) => {
      const later = nextStep(lead, NOW + days * 86_400_000);
      assert.ok(urgency[later.due] >= urgency[nextStep(lead, NOW).due]);
    }),
  );
});

test('A better grade has less patience', () => {
  const days = GRADES.map((grade) => PATIENCE_DAYS[grade]);
  assert.deepEqual(
    days,
    [...days].sort((one, other) => one - other),
  );
});
