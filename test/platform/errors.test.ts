import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { breaksConnection, databaseError, isTransient } from '../../platform/database/database-error.ts';
import { DomainError, ERROR_CODES, isDatabaseOutage } from '../../platform/errors.ts';

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

  it('is DATABASE_BUSY, and worth another attempt, when the server ended the statement and stored nothing', () => {
    for (const code of ['57014', '55P03', '40001', '40P01', '25P03', '25P04']) {
      const error = databaseError(Object.assign(new Error(), { code }));
      assert.ok(isDatabaseOutage(error) && isTransient(error), code);
      assert.equal((error as DomainError).code, 'DATABASE_BUSY');
      assert.equal(breaksConnection(error), code.startsWith('25P'), code);
    }
  });

  it('is DATABASE_READ_ONLY on a standby, whose connection is given up: the primary may be elsewhere', () => {
    const error = databaseError(Object.assign(new Error(), { code: '25006' }));
    assert.ok(isDatabaseOutage(error) && breaksConnection(error) && !isTransient(error));
    assert.equal((error as DomainError).code, 'DATABASE_READ_ONLY');
  });

  it('says that the outcome is not known only when a statement had been sent and the answer was lost', () => {
    const lost = Object.assign(new Error(), { code: 'ECONNRESET' });
    assert.match((databaseError(lost, 'unknown') as Error).message, /is not known/);
    assert.match((databaseError(lost, 'not-stored') as Error).message, /nothing was stored/);
    for (const code of ['57014', '25006', '53100'])
      assert.match((databaseError({ code }, 'unknown') as Error).message, /nothing was stored/);
  });

  it('stays what it is when the statement is at fault', () => {
    for (const code of ['23505', '42P01', '22P02', '42501']) assert.equal(codeOf({ code }), code);
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
