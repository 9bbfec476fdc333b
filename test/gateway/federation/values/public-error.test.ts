import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { pino } from 'pino';
import { ErrorMask } from '../../../../gateway/federation/values/public-error.ts';
import { DomainError } from '../../../../platform/errors.ts';

const lines: string[] = [];
const log = pino({}, { write: (line) => void lines.push(line) });
const publish = (error: unknown) => new ErrorMask(log, { subgraph: 'leads', requestId: 'r1' }).publish(error);

const SECRETS = [
  'select * from lead where email = $1',
  '/srv/app/subgraphs/leads/store.ts:14',
  'postgres://scorer:hush@db:5432/leads',
];

function assertConcealed(error: unknown): void {
  const found = publish(error);
  assert.equal(found.extensions.code, 'INTERNAL');
  assert.deepEqual(Object.keys(found.extensions).sort(), ['code', 'referenceId']);
  assert.equal(found.message, `internal error, reference ${found.extensions.referenceId}`);
  for (const secret of SECRETS) assert.ok(!JSON.stringify(found).includes(secret));
  assert.ok(lines.join('').includes(String(found.extensions.referenceId)));
}

describe('what clients see of an error', () => {
  beforeEach(() => {
    lines.length = 0;
  });

  it('is all of one with a public code and plain details', () => {
    const found = publish(new DomainError('ARTIFACT_MISMATCH', 'input x: found a', { where: 'input x', names: ['a'] }));
    assert.deepEqual(found, {
      message: 'input x: found a',
      extensions: { where: 'input x', names: ['a'], code: 'ARTIFACT_MISMATCH' },
    });
    assert.deepEqual(lines, []);
  });

  it('is nothing that a server added for its developers, whatever the code', () => {
    const [sql = '', path = '', url = ''] = SECRETS;
    const error: GraphQLFormattedError = {
      message: 'no lead 7',
      extensions: {
        code: 'LEAD_NOT_FOUND',
        leadId: '7',
        stacktrace: [path],
        exception: { stacktrace: [path] },
        debugMessage: sql,
        http: { headers: { location: url } },
        chain: [{ url }],
      },
    };
    assert.deepEqual(publish(error).extensions, { code: 'LEAD_NOT_FOUND', leadId: '7' });
  });

  for (const secret of SECRETS) {
    it(`is a reference when an error says ${secret}`, () => assertConcealed(new Error(secret)));
    it(`is a reference when a subgraph says INTERNAL and ${secret}`, () =>
      assertConcealed({ message: secret, extensions: { code: 'INTERNAL', detail: secret } }));
    it(`is a reference when a subgraph gives ${secret} a code of its own`, () =>
      assertConcealed(new GraphQLError(secret, { extensions: { code: 'INTERNAL_SERVER_ERROR' } })));
    it(`is a reference when ${secret} was thrown as a text`, () => assertConcealed(secret));
  }

  it('is the reference of the subgraph that has masked and logged it already', () => {
    const error = { message: 'internal error, reference 4f-2', extensions: { code: 'INTERNAL', referenceId: '4f-2' } };
    assert.deepEqual(publish(error), error);
  });

  it('is no code of Object.prototype', () => {
    assertConcealed({ message: 'x', extensions: { code: 'constructor' } });
    assertConcealed({ message: 'x', extensions: { code: ['LEAD_NOT_FOUND'] } });
  });
});
