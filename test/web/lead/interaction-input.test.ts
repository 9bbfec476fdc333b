import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interactionInput, isAmount } from '../../../web/src/lead/actions/interaction/interaction-input.ts';

const AT = '2026-11-05T09:07:00.000Z';

describe('the form of an interaction', () => {
  it('sends minutes as seconds, also none of a call that was not answered', () => {
    assert.deepEqual(interactionInput('1', AT, { kind: 'CALL', minutes: '1.5', pages: '3' }, ' said yes '), {
      id: '1',
      kind: 'CALL',
      occurredAt: AT,
      durationSeconds: 90,
      note: 'said yes',
    });
    const unanswered = interactionInput('1', AT, { kind: 'CALL', minutes: '0', pages: '' }, '');
    assert.equal(unanswered.durationSeconds, 0);
  });

  it('leaves out what its kind does not have, and what was not typed', () => {
    assert.deepEqual(interactionInput('1', AT, { kind: 'WHATSAPP', minutes: '5', pages: '3' }, ''), {
      id: '1',
      kind: 'WHATSAPP',
      occurredAt: AT,
    });
    const visit = interactionInput('1', AT, { kind: 'WEBSITE_VISIT', minutes: '', pages: '4' }, '');
    assert.deepEqual([visit.quantity, visit.durationSeconds], [4, undefined]);
  });

  it('takes amounts of 0 or more', () => {
    assert.deepEqual(['', '0', '2.5', '-1', 'many'].map(isAmount), [true, true, true, false, false]);
  });
});
