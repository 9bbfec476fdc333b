import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldFaults } from '../../../web/src/graph/field-faults.ts';

const fault = (message: string, extensions: Record<string, unknown>) => ({
  code: 'VALIDATION_FAILED',
  message,
  path: 'updateLead',
  extensions,
});

describe('the faults of a refused input', () => {
  it('stand at their fields, with the code', () => {
    const faults = [
      'input.email: found "nope", expected an e-mail address',
      'input.country: found "Xx", expected a code',
    ];
    const { fields, others } = fieldFaults(
      [fault(faults.join('; '), { field: 'input.email', fields: ['input.email', 'input.country'], faults })],
      ['email', 'country'],
    );
    assert.equal(fields.get('email'), 'VALIDATION_FAILED: found "nope", expected an e-mail address');
    assert.equal(fields.get('country'), 'VALIDATION_FAILED: found "Xx", expected a code');
    assert.deepEqual(others, []);
  });

  it('are found by `where`, and in lists', () => {
    const { fields } = fieldFaults(
      [
        fault('reason: found 0 characters', { where: 'reason' }),
        fault('interactions[0].occurredAt: in the future', { field: 'interactions[0].occurredAt' }),
      ],
      ['reason', 'occurredAt'],
    );
    assert.deepEqual([...fields.keys()], ['reason', 'occurredAt']);
  });

  it('are kept as a whole where no field on the screen is meant', () => {
    const { fields, others } = fieldFaults(
      [fault('input.x: found 1', { field: 'input.x' }), fault('no', {})],
      ['email'],
    );
    assert.equal(fields.size, 0);
    assert.deepEqual(others, ['VALIDATION_FAILED: input.x: found 1', 'VALIDATION_FAILED: no']);
  });
});
