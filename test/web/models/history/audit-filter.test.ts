import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auditFilter, exportAddress, firstFilter } from '../../../../web/src/models/history/audit-filter.ts';
import { localTime } from '../../../../web/src/models/history/local-time.ts';

describe('filters of the audit log', () => {
  const draft = firstFilter('lead-conversion');

  it('leave out what is empty', () => {
    assert.deepEqual(auditFilter(draft), { model: 'lead-conversion' });
    assert.deepEqual(auditFilter({ ...draft, model: '', actor: '  ' }), {});
  });

  it('send a local time as the moment that it names', () => {
    const time = Date.parse('2026-11-30T11:45:00Z');
    const { from } = auditFilter({ ...draft, from: localTime(time) });
    assert.equal(from, '2026-11-30T11:45:00.000Z');
  });

  it('restrict to one action and one outcome', () => {
    const filter = auditFilter({ ...draft, action: 'PROMOTE', outcome: 'REFUSED', actor: ' ann ' });
    assert.deepEqual(filter, { model: 'lead-conversion', actions: ['PROMOTE'], outcome: 'REFUSED', actor: 'ann' });
  });

  it('give the export model and time, escaped', () => {
    assert.equal(exportAddress('csv', firstFilter('')), '/audit-events.csv');
    assert.equal(exportAddress('jsonl', firstFilter('a&b')), '/audit-events.jsonl?model=a%26b');
  });
});
