import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  type ExecutionResult,
  execute,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  subscribe,
} from 'graphql';
import { SCOPES } from '../../platform/identity/identity.ts';
import { closeSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { anyValue } from '../support/data/input-values.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { startSubgraphs } from '../support/gateway/real-graph.ts';
import { drift } from '../support/monitoring/monitoring-bench.ts';
import { lakeConfig } from '../support/scores/gold-table.ts';

type Field = GraphQLField<unknown, unknown>;
type Values = Readonly<Record<string, unknown>>;

const MODEL = 'lead-conversion';
const CONTEXT = { identity: { subject: 'tester', scopes: SCOPES }, requestId: 'test' };

/** How a subgraph is asked for an object of a type whose fields have optional arguments. */
const PARENTS: Readonly<Record<string, string>> = {
  Lead: 'query ($ ) { _entities(representations: [{ __typename: "Lead", id: "lead-000001" }]) { ... on Lead { @ } } }',
  Model: `query ($ ) { model(name: "${MODEL}") { @ } }`,
  ModelVersion: `query ($ ) { _entities(representations: [{ __typename: "ModelVersion", model: "${MODEL}", version: 1 }]) {
    ... on ModelVersion { @ } } }`,
  Rollout: `query ($ ) { model(name: "${MODEL}") { rollouts { edges { node { @ } } } } }`,
  LeadConnection: 'query ($ ) { leads { @ } }',
  Backtest:
    'query ($ ) { _entities(representations: [{ __typename: "Backtest", id: "1" }]) { ... on Backtest { @ } } }',
  AlertIncident: 'query ($ ) { alerts { edges { node { incident { @ } } } } }',
  LakeExpectation: 'query ($ ) { lakeTables { expectations { @ } } }',
  Query: 'query ($ ) { @ }',
  Mutation: 'mutation ($ ) { @ }',
  Subscription: 'subscription ($ ) { @ }',
};

/** Values of a type that has null in one place, or something in one place that may be absent. */
function* variants(type: GraphQLInputType): Generator<unknown> {
  if (isNonNullType(type)) return yield* variants(type.ofType);
  if (isListType(type)) {
    for (const item of variants(type.ofType)) yield [item];
    return;
  }
  if (!isInputObjectType(type)) return;
  const needed = anyValue(type) as object;
  for (const { name, type: inner } of Object.values(type.getFields())) {
    if (!isNonNullType(inner)) for (const value of [null, anyValue(inner)]) yield { ...needed, [name]: value };
    for (const value of variants(inner)) yield { ...needed, [name]: value };
  }
}

/** The arguments to call a field with: what may be absent absent, null, and given, one at a time. */
function* calls(args: readonly GraphQLArgument[]): Generator<Values> {
  const mandatory = args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  const needed = Object.fromEntries(mandatory.map(({ name, type }) => [name, anyValue(type)]));
  yield needed;
  for (const { name, type } of args) {
    if (!isNonNullType(type)) for (const value of [null, anyValue(type)]) yield { ...needed, [name]: value };
    for (const value of variants(type)) yield { ...needed, [name]: value };
  }
}

function operationOn(parent: string, field: Field, given: Values): string {
  const args = field.args.filter(({ name }) => name in given);
  const variables = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const values = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = 'getFields' in getNamedType(field.type) || 'getTypes' in getNamedType(field.type);
  const call = `${field.name}${values && `(${values})`} ${selection ? '{ __typename }' : ''}`;
  const text = (PARENTS[parent] as string).replace('@', call);
  return text.replace('($ )', variables && `(${variables})`);
}

function hasOptional({ args }: Field): boolean {
  return args.some(({ type }) => !isNonNullType(type) || isInputObjectType(getNamedType(type)));
}

onEachDatabase((kind, open) => {
  describe(`optional arguments of the subgraphs on ${kind}`, () => {
    let store: TestDatabase;
    let subgraphs: Subgraphs;
    let folder: string;
    before(async () => {
      store = await open(...ALL_SCHEMAS);
      folder = await mkdtemp(join(tmpdir(), 'lake-'));
      subgraphs = await startSubgraphs(store, lakeConfig({ folder: join(folder, 'lake') }));
      const { models, monitoring } = subgraphs;
      const start = `mutation { startRollout(model: "${MODEL}", version: 2, strategy: SHADOW, reason: "test") { rollout { id } } }`;
      assert.deepEqual(await errorsOf(models.schema, start, {}), []);
      const test = `mutation { startBacktest(model: "${MODEL}", version: 1, from: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z") {
        backtest { id } } }`;
      assert.deepEqual(await errorsOf(subgraphs.scores.schema, test, {}), []);
      await monitoring.signals.observe([drift({ model: MODEL, check: 'DRIFT' })]);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await store.close();
      await rm(folder, { recursive: true });
    });

    async function errorsOf(schema: GraphQLSchema, text: string, values: Values): Promise<readonly GraphQLError[]> {
      const request = { schema, document: parse(text), variableValues: { ...values }, contextValue: CONTEXT };
      if (!text.startsWith('subscription')) return ((await execute(request)) as ExecutionResult).errors ?? [];
      const started = await subscribe(request);
      if (!(Symbol.asyncIterator in started)) return started.errors ?? [];
      await started.return?.(undefined);
      return [];
    }

    /** Fails where no object of a type is there: its fields would not be called. */
    async function assertReached(schema: GraphQLSchema, type: string): Promise<void> {
      assert.ok(PARENTS[type], `say in PARENTS how a ${type} is asked for`);
      if (type === 'Mutation' || type === 'Subscription') return;
      const text = PARENTS[type].replace('($ )', '').replace('@', 'reached: __typename');
      const { data } = (await execute({ schema, document: parse(text), contextValue: CONTEXT })) as ExecutionResult;
      assert.match(JSON.stringify(data), /"reached"/, `found no ${type} by ${text}`);
    }

    for (const name of ['leads', 'scores', 'models', 'monitoring'] as const)
      test(`of ${name} may be absent, null or given: none makes a fault of ours`, async () => {
        const { schema } = subgraphs[name];
        let tried = 0;
        for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
          const fields = Object.values(type.getFields()).filter((field) => !/^_/.test(type.name + field.name));
          for (const field of fields.filter(hasOptional)) {
            await assertReached(schema, type.name);
            for (const values of calls(field.args)) {
              const errors = await errorsOf(schema, operationOn(type.name, field, values), values);
              const faults = errors.filter(({ extensions: { code = 'INTERNAL' } }) => code === 'INTERNAL');
              const where = `${type.name}.${field.name} with ${JSON.stringify(values)}`;
              assert.deepEqual(faults, [], `${where}: ${faults.map((fault) => fault.originalError?.stack ?? fault)}`);
              tried++;
            }
          }
        }
        assert.ok(tried >= 20, `${tried} calls`);
      });
  });
});
