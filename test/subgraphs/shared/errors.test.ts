import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseError } from '../../../subgraphs/shared/database-error.ts';
import { DomainError, ERROR_CODES } from '../../../subgraphs/shared/errors.ts';

describe('the table of errors', () => {
  it('gives each code an HTTP error status and a sentence', () => {
    for (const [code, { status, meaning }] of Object.entries(ERROR_CODES)) {
      assert.match(code, /^[A-Z]+(_[A-Z]+)*$/);
      // clients of persisted queries read the code, and some of them only with 200
      assert.ok((status >= 400 && status < 600) || code.startsWith('PERSISTED_QUERY'), code);
      assert.match(meaning, /^[A-Z].*\.$/, code);
    }
  });

  it('lets an error carry its code, details and cause', () => {
    const cause = new Error('below');
    const error = new DomainError('LEAD_NOT_FOUND', 'no lead L1', { leadId: 'L1' }, { cause });
    assert.deepEqual(error.extensions, { leadId: 'L1', code: 'LEAD_NOT_FOUND' });
    assert.equal(error.code, 'LEAD_NOT_FOUND');
    assert.equal(error.cause, cause);
  });
});

describe('a failure of the database', () => {
  const codeOf = (failure: object): unknown => (databaseError(Object.assign(new Error(), failure)) as DomainError).code;

  it('is STORAGE_FULL when the disk is', () => {
    for (const code of ['53100', 'ENOSPC']) assert.equal(codeOf({ code }), 'STORAGE_FULL');
  });

  it('is DATABASE_UNAVAILABLE when it is out of reach, out of connections, or stopping', () => {
    for (const code of ['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
      assert.equal(codeOf({ code }), 'DATABASE_UNAVAILABLE', code);
    assert.equal(codeOf({ message: 'Connection terminated unexpectedly' }), 'DATABASE_UNAVAILABLE');
    assert.equal(codeOf({ message: 'timeout exceeded when trying to connect' }), 'DATABASE_UNAVAILABLE');
  });

  it('stays what it is when the statement is at fault', () => {
    for (const code of ['23505', '42P01', '57014', '40001']) assert.equal(codeOf({ code }), code);
    const refusal = new DomainError('CURSOR_INVALID', 'not ours');
    assert.equal(databaseError(refusal), refusal);
  });

  it('keeps the failure as its cause and out of its message', () => {
    const failure = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    const error = databaseError(failure) as DomainError;
    assert.equal(error.cause, failure);
    assert.doesNotMatch(error.message, /10\.0\.0\.7/);
  });
});
