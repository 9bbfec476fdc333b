import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { csvLine } from '../../platform/exports/csv-line.ts';
import { AUDIT_COLUMNS, auditHeader, auditLine } from '../../scoring/audit-text.ts';
import type { AuditEventRow } from '../../subgraphs/models/audit/audit-event.ts';
import { auditRecord } from '../../subgraphs/models/audit/audit-record.ts';

const EVENT: AuditEventRow = {
  id: 7,
  at: Date.UTC(2026, 10, 22),
  actor: 'ann',
  action: 'PROMOTE',
  model: 'lead-conversion',
  version: 2,
  reason: 'it said "better", twice,\r\nand once more',
  outcome: 'APPLIED',
  code: null,
  message: null,
  state_before: { champion: 1 },
  state_after: { champion: 2 },
  client_address: '192.0.2.7',
  request_id: 'r-1',
};

describe('an audit event as CSV', () => {
  test('comes back as it was from a reader of RFC 4180', () => {
    const [row] = parse(auditHeader('csv') + auditLine('csv', auditRecord(EVENT)), { columns: true }) as Record<
      string,
      string
    >[];
    assert.deepEqual(row, {
      id: '7',
      at: '2026-11-22T00:00:00.000Z',
      actor: 'ann',
      action: 'PROMOTE',
      outcome: 'APPLIED',
      model: 'lead-conversion',
      version: '2',
      reason: EVENT.reason,
      code: '',
      message: '',
      before: '{"champion":1}',
      after: '{"champion":2}',
      clientAddress: '192.0.2.7',
      requestId: 'r-1',
    });
  });

  for (const [formula, cell] of [
    ['=1+1', "'=1+1"],
    ['+A1', "'+A1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    // where such a character separates cells, the second one begins behind it
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
  ] as const)
    test(`hands a spreadsheet no formula: ${JSON.stringify(formula)}`, () => {
      const [cells] = parse(csvLine([formula])) as string[][];
      assert.deepEqual(cells, [cell]);
    });

  test('leaves numbers as they are, also negative ones', () => {
    assert.equal(csvLine([-1, 2, null, 'a']), '-1,2,,a\r\n');
  });
});

describe('an audit event as a line of JSON', () => {
  test('is one line, whatever its words hold', () => {
    const line = auditHeader('jsonl') + auditLine('jsonl', auditRecord(EVENT));
    assert.equal(line.indexOf('\n'), line.length - 1);
    assert.equal(JSON.parse(line).reason, EVENT.reason);
    assert.deepEqual(JSON.parse(line).after, { champion: 2 });
    assert.deepEqual(Object.keys(JSON.parse(line)), AUDIT_COLUMNS);
  });
});
