import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { takenValues } from '../../../web/src/lead/duplicates/merge-plan.ts';

const lead = (id: string, values: Record<string, string | number>) => ({
  id,
  version: 1,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  lastInteractionAt: null,
  stage: 'NEW' as const,
  owner: null,
  company: null,
  companySize: null,
  industry: null,
  country: null,
  nationality: null,
  emirate: null,
  source: null,
  campaign: null,
  licenceType: null,
  businessActivity: null,
  ...values,
});

describe('the values that a survivor takes', () => {
  it('are those it lacks, of the first of the others that has one', () => {
    const survivor = lead('s', { company: 'Oryx' });
    const others = [lead('a', { company: 'Khor', companySize: 0 }), lead('b', { companySize: 9, owner: 'rania' })];
    assert.deepEqual(takenValues(survivor, others), [
      { field: 'COMPANY_SIZE', value: '0', from: 'a' },
      { field: 'OWNER', value: 'rania', from: 'b' },
    ]);
  });

  it('are none where nobody has more', () => {
    assert.deepEqual(takenValues(lead('s', {}), [lead('a', {})]), []);
  });
});
