import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type EditValues,
  editConflicts,
  editInput,
  editValues,
  mergeEdits,
} from '../../../web/src/lead/actions/edit/lead-edit.ts';

const LEAD = {
  id: 'lead-1',
  version: 3,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  lastInteractionAt: null,
  stage: 'NEW' as const,
  owner: 'rania',
  company: 'Oryx',
  companySize: 9,
  industry: null,
  country: 'AE',
  nationality: null,
  emirate: null,
  source: null,
  campaign: null,
  licenceType: null,
  businessActivity: null,
};
const BEFORE = editValues(LEAD);
const changed = (values: Partial<EditValues>): EditValues => ({ ...BEFORE, ...values });

describe('an edit of a lead', () => {
  it('sends what changed only, and null for a field that was cleared', () => {
    const mine = changed({
      company: ' Oryx Partners ',
      companySize: '',
      owner: '',
      industry: 'RETAIL',
      stage: 'QUALIFIED',
    });
    assert.deepEqual(editInput(BEFORE, mine), {
      company: 'Oryx Partners',
      companySize: null,
      owner: null,
      industry: 'RETAIL',
      stage: 'QUALIFIED',
    });
    assert.deepEqual(editInput(BEFORE, BEFORE), {});
    assert.deepEqual(editInput(BEFORE, changed({ companySize: '12' })), { companySize: 12 });
  });

  it('never sends personal data that the reader did not see', () => {
    assert.deepEqual(editInput(BEFORE, mergeEdits(BEFORE, changed({ company: 'X' }), BEFORE, new Set())), {
      company: 'X',
    });
  });

  it('is in conflict where both changed a field to different values, and nowhere else', () => {
    const mine = changed({ company: 'Mine', owner: 'sami', country: 'GB' });
    const theirs = changed({ company: 'Theirs', owner: 'sami', industry: 'RETAIL' });
    assert.deepEqual(editConflicts(BEFORE, mine, theirs), [
      { field: 'company', before: 'Oryx', mine: 'Mine', theirs: 'Theirs' },
    ]);
  });

  it('keeps what the reader changed, and takes from the other what the reader left or gave up', () => {
    const mine = changed({ company: 'Mine', country: 'GB' });
    const theirs = changed({ company: 'Theirs', industry: 'RETAIL' });
    const kept = mergeEdits(BEFORE, mine, theirs, new Set());
    assert.deepEqual([kept.company, kept.country, kept.industry], ['Mine', 'GB', 'RETAIL']);
    assert.deepEqual(editInput(theirs, kept), { company: 'Mine', country: 'GB' });
    const givenUp = mergeEdits(BEFORE, mine, theirs, new Set(['company'] as const));
    assert.deepEqual(editInput(theirs, givenUp), { country: 'GB' });
  });
});
