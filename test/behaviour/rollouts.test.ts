import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { FederatedGraph } from '../../gateway/federation/federated-graph.ts';
import { LocalSource } from '../../gateway/federation/sources/local/local-source.ts';
import type { RemoteSource } from '../../gateway/federation/sources/remote/remote-source.ts';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import { compose } from '../../schema/compose.ts';
import { publishedSdl } from '../../schema/subgraph-sdl.ts';
import { onEachDatabase } from '../support/database/databases.ts';
import { ask, type ComposedGraph, graphOver } from '../support/federation/composed-graph.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../support/graph/remote-graph.ts';
import { openSubscription } from '../support/graph/subscribe.ts';
import { createHub } from '../support/live/create-hub.ts';
import { ModelsBench } from '../support/models/models-bench.ts';
import { RolloutBench } from '../support/rollouts/rollout-bench.ts';

/** A subgraph that knows something of rollouts and versions, as others will. */
const NOTES = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { about: String }
  type Rollout @key(fields: "id") { id: ID! note: String }
  type ModelVersion @key(fields: "model version") { model: String! version: Int! note: String }`;
const NOTE_RESOLVERS = {
  Rollout: { note: ({ id }: { id: string }) => `note of rollout ${id}` },
  ModelVersion: { note: ({ version }: { version: number }) => `note of version ${version}` },
};

const CHANGED = `subscription ($model: String, $after: String) { rolloutChanged(model: $model, after: $after) {
  cursor event { type } rollout { status note challenger { version note } } } }`;

const who = (subject: string, ...scopes: string[]): SubgraphContext => ({
  identity: { subject, scopes },
  requestId: 'test',
});
const reader = who('reader', 'models:read');
const admin = who('admin', 'models:read', 'models:promote');
const approver = who('approver', 'models:read', 'models:approve');

onEachDatabase((kind, open) => {
  describe(`rollouts through the gateway, on ${kind}`, () => {
    let bench: ModelsBench;
    let composed: ComposedGraph;
    before(async () => {
      bench = await ModelsBench.open(open);
      composed = await composeWithNotes(bench.models.schema);
    });
    after(() => bench.close());

    for (const shape of ['in one process', 'with the subgraph in another'] as const)
      describe(shape, () => {
        const model = shape.replaceAll(' ', '-');
        let graph: FederatedGraph;
        let served: ServedSubgraph | undefined;
        let remote: RemoteSource | undefined;
        before(async () => {
          await new RolloutBench(bench).addModel(model, 2);
          if (shape === 'with the subgraph in another') {
            served = await serveSubgraph('models', bench.models.schema);
            remote = remoteSource(served);
          }
          graph = graphOver(composed, (schema, name) => (name === 'models' && remote) || new LocalSource(schema));
        });
        after(async () => {
          graph.close();
          await remote?.close();
          await served?.close();
        });

        const start = (context: SubgraphContext) =>
          ask(
            graph,
            `mutation ($model: String!, $steps: [RolloutStepInput!]) {
              startRollout(model: $model, version: 2, strategy: CANARY, steps: $steps, replayRows: 0, reason: "try") {
                rollout { id status step note champion { note } } } }`,
            { model, steps: [{ trafficShare: 0.2, holdSeconds: 0.5 }, { trafficShare: 1 }] },
            context,
          );
        const act = (mutation: string, id: string, context: SubgraphContext) =>
          ask(graph, `mutation { ${mutation}(id: "${id}", reason: "because") { rollout { status } } }`, {}, context);

        it('are refused with FORBIDDEN to whoever lacks the scope, and nothing happens', async () => {
          assert.deepEqual(codesOf(await start(reader)), ['FORBIDDEN']);
          assert.deepEqual(codesOf(await start(approver)), ['FORBIDDEN']);
          for (const mutation of ['pauseRollout', 'resumeRollout', 'advanceRollout', 'abortRollout'])
            assert.deepEqual(codesOf(await act(mutation, '1', approver)), ['FORBIDDEN'], mutation);
          assert.deepEqual(codesOf(await act('approveRollout', '1', admin)), ['FORBIDDEN']);
          assert.deepEqual(codesOf(await ask(graph, '{ rollout(id: "1") { id } }', {}, who('nobody'))), ['FORBIDDEN']);
          const { collector, errors } = await createHub({ graph }).subscribe(CHANGED, {}, who('nobody'));
          const codes = errors.length > 0 ? errors.map(({ extensions }) => extensions.code) : collector.codes;
          assert.deepEqual(codes, ['FORBIDDEN']);
          const { data } = await ask(graph, `{ model(name: "${model}") { rollout { id } } }`, {}, reader);
          assert.deepEqual(data, { model: { rollout: null } });
        });

        it('are started, sent on, approved and told, with what other subgraphs know of them', async () => {
          const first = await openSubscription(bench.models.schema, 'subscription { rolloutChanged { cursor } }');
          const { data } = await start(admin);
          const { id, ...rollout } = (data as { startRollout: { rollout: { id: string } } }).startRollout.rollout;
          const note = `note of rollout ${id}`;
          assert.deepEqual(rollout, { status: 'RUNNING', step: 0, note, champion: { note: 'note of version 1' } });
          const [{ rolloutChanged: created }] = await first.next(1);
          await first.close();
          const { subscribe } = createHub({ graph });
          const { collector, subscription } = await subscribe(CHANGED, { model, after: created.cursor }, reader);
          await collector.has(1);
          assert.deepEqual(codesOf(await act('advanceRollout', id, admin)), []);
          const self = who('admin', 'models:approve');
          assert.deepEqual(codesOf(await act('approveRollout', id, self)), ['ROLLOUT_SELF_APPROVED']);
          assert.deepEqual(codesOf(await act('approveRollout', id, approver)), []);
          assert.deepEqual(codesOf(await act('abortRollout', id, admin)), []);
          const changes = (await collector.has(4)).map(changeOf);
          assert.deepEqual(
            changes.map(({ event }) => event.type),
            ['START', 'ADVANCE', 'APPROVE', 'ABORT'],
          );
          for (const change of changes) {
            assert.equal(change.rollout.note, note);
            assert.deepEqual(change.rollout.challenger, { version: 2, note: 'note of version 2' });
          }
          subscription?.close();
          const later = await subscribe(CHANGED, { model, after: changes[1]?.cursor }, reader);
          const missed = (await later.collector.has(2)).map((result) => changeOf(result).event.type);
          assert.deepEqual(missed, ['APPROVE', 'ABORT']);
          later.subscription?.close();
        });
      });
  });
});

interface Change {
  readonly cursor: string;
  readonly event: { readonly type: string };
  readonly rollout: { readonly note: string; readonly challenger: unknown };
}

function changeOf({ data }: ExecutionResult): Change {
  return (data as { rolloutChanged: Change }).rolloutChanged;
}

async function composeWithNotes(models: GraphQLSchema): Promise<ComposedGraph> {
  const notes = buildSubgraphSchema([{ typeDefs: parse(NOTES), resolvers: NOTE_RESOLVERS as never }]);
  const schemas = new Map([
    ['models', models],
    ['notes', notes],
  ]);
  const sdl = new Map([
    ['models', await publishedSdl(models)],
    ['notes', NOTES],
  ]);
  return { supergraphSdl: compose(sdl).supergraph, schemas };
}

function codesOf({ errors = [] }: ExecutionResult): unknown[] {
  return errors.map(({ extensions }) => extensions?.code);
}
