import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { RecurringOperation } from '../../../platform/graphql/recurring-operation.ts';

const COMPILE_AFTER = 2;

/** A schema whose `at` echoes a time of its input, and counts its calls. */
function testSchema() {
  const schema = buildSchema(
    'scalar DateTime input Filter { at: DateTime! } type Query { at(filter: Filter): DateTime }',
  );
  Object.assign(schema.getType('DateTime') ?? {}, { parseValue: DateTime.parseValue, serialize: DateTime.serialize });
  const counts = { resolved: 0 };
  Object.assign(schema.getQueryType()?.getFields().at ?? {}, {
    resolve: (_: unknown, { filter }: { filter: { at: number } }) => {
      counts.resolved += 1;
      return filter.at;
    },
  });
  return { schema, counts };
}

describe('a RecurringOperation', () => {
  it('names place and reason of refused variables, also once it is compiled', async () => {
    const { schema, counts } = testSchema();
    const document = parse('query($filter: Filter) { at(filter: $filter) }');
    const operation = new RecurringOperation(schema, document, COMPILE_AFTER);
    const ask = async (at: unknown): Promise<ExecutionResult> => operation.execute({ filter: { at } }, {});
    for (let call = 1; call <= 2 * COMPILE_AFTER; call++) {
      const { data, errors } = await ask('2026-11-22');
      assert.equal(data, undefined);
      assert.deepEqual(
        errors?.map(({ message }) => message),
        [
          'Variable "$filter" got invalid value "2026-11-22" at "filter.at"; DateTime: found "2026-11-22", expected an ISO 8601 time with a zone',
        ],
      );
      assert.deepEqual({ ...(await ask('2026-11-22T08:30:00Z')).data }, { at: '2026-11-22T08:30:00.000Z' });
      assert.equal(counts.resolved, call);
    }
  });
});
