import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  execute,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql';
import { SCOPES } from '../../platform/identity/identity.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { anyValue } from '../support/data/input-values.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const UNSTORABLE = ['a\0b', 'a\ud800b', 'b\udc00', '\0'];
// their own answers: null, and an error per lead
const EXEMPT = ['lead', 'scoreLeads'];

/** Values of a type, each with the text in another place. */
function* poisoned(type: GraphQLInputType, text: string): Generator<unknown> {
  if (isNonNullType(type)) return yield* poisoned(type.ofType, text);
  if (isListType(type)) {
    for (const item of poisoned(type.ofType, text)) yield [item];
    return;
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      for (const value of poisoned(field.type, text)) yield { ...(anyValue(type) as object), [field.name]: value };
    return;
  }
  if (['String', 'ID'].includes(type.name)) yield text;
  if (type.name === 'JSON') yield { deep: [{ text }] };
}

/** An operation that gives a root field each of its arguments as a variable. */
function operationOn(operation: string, field: string, args: readonly GraphQLArgument[], isLeaf: boolean): string {
  const variables = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${operation} (${variables}) { ${field}(${given}) ${isLeaf ? '' : '{ __typename }'} }`;
}

onEachDatabase((kind, open) => {
  describe(`text arguments of the subgraphs on ${kind}`, () => {
    let store: TestDatabase;
    let subgraphs: Subgraphs;
    before(async () => {
      store = await open(...ALL_SCHEMAS);
      const log = createLogger('silent');
      const outbox = await Outbox.open(store.database, log);
      const { database } = store;
      subgraphs = await createSubgraphs({
        database,
        outbox,
        log,
        clock: Date.now,
        artifactLimitBytes: 1e6,
        inferenceWorkers: 0,
      });
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await store.close();
    });

    async function codesOf(schema: GraphQLSchema, text: string, variables: Readonly<Record<string, unknown>>) {
      const contextValue = { identity: { subject: 'tester', scopes: SCOPES }, requestId: 'test' };
      const { errors = [] } = await execute({
        schema,
        document: parse(text),
        variableValues: { ...variables },
        contextValue,
      });
      return errors.map(({ extensions }) => extensions.code);
    }

    for (const name of ['leads', 'scores', 'models', 'monitoring'] as const) {
      test(`of ${name} with NUL or half a character are refused wherever they stand`, async () => {
        const { schema } = subgraphs[name];
        let tried = 0;
        for (const [operation, root] of [
          ['query', schema.getQueryType()],
          ['mutation', schema.getMutationType()],
        ] as const) {
          for (const field of Object.values(root?.getFields() ?? {})) {
            if (field.name.startsWith('_') || EXEMPT.includes(field.name)) continue;
            const needed = Object.fromEntries(field.args.map((arg) => [arg.name, anyValue(arg.type)]));
            const isLeaf = !('getFields' in getNamedType(field.type));
            const text = operationOn(operation, field.name, field.args, isLeaf);
            for (const arg of field.args)
              for (const unstorable of UNSTORABLE)
                for (const value of poisoned(arg.type, unstorable)) {
                  const codes = await codesOf(schema, text, { ...needed, [arg.name]: value });
                  assert.deepEqual(
                    codes,
                    ['VALIDATION_FAILED'],
                    `${field.name}(${arg.name}: ${JSON.stringify(value)})`,
                  );
                  tried++;
                }
          }
        }
        assert.ok(tried >= 8, `${tried} values`);
      });
    }
  });
});
