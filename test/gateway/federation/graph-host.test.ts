import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import { GraphHost } from '../../../gateway/federation/graph-host.ts';
import { HivePlanner } from '../../../gateway/federation/plan/hive-planner.ts';
import type { Planner } from '../../../gateway/federation/plan/planner.ts';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import { createApolloGateway } from '../../../gateway/graphql/apollo-gateway.ts';
import { createLogger } from '../../../platform/logger.ts';
import { CONTEXT, composeGraph } from '../../support/federation/composed-graph.ts';

const log = createLogger('silent');
let openGate: (word: string) => void;
const gate = new Promise<string>((resolve) => {
  openGate = resolve;
});
const RESOLVERS = {
  Query: { lead: () => ({ id: '1' }), slow: () => gate },
  Lead: { name: () => 'Aisha', grade: () => 'A' },
};
const OLD = composeGraph({
  leads: {
    typeDefs: 'type Query { lead: Lead slow: String } type Lead { id: ID! name: String }',
    resolvers: RESOLVERS,
  },
});
const NEW = composeGraph({
  leads: {
    typeDefs: 'type Query { lead: Lead slow: String } type Lead { id: ID! grade: String }',
    resolvers: RESOLVERS,
  },
});

/** Counts what is planned. */
class CountingPlanner implements Planner {
  readonly planned: string[] = [];
  readonly #planner: Planner;

  constructor(supergraphSdl: string) {
    this.#planner = new HivePlanner(supergraphSdl);
  }

  plan(operation: string): ReturnType<Planner['plan']> {
    this.planned.push(operation);
    return this.#planner.plan(operation);
  }

  close(): void {
    this.#planner.close();
  }
}

function createHost(planners: CountingPlanner[] = []): GraphHost {
  const createGraph = (supergraphSdl: string): FederatedGraph => {
    const composed = supergraphSdl === OLD.supergraphSdl ? OLD : NEW;
    const sources = new Map([...composed.schemas].map(([name, schema]) => [name, new LocalSource(schema)]));
    const planner = new CountingPlanner(supergraphSdl);
    planners.push(planner);
    return new FederatedGraph({ supergraphSdl, sources, log, planner });
  };
  return new GraphHost({ supergraphSdl: OLD.supergraphSdl, createGraph, log });
}

async function ask(host: GraphHost, source: string): Promise<unknown> {
  const result = await host.execute(await host.prepare(source), {}, CONTEXT);
  return JSON.parse(JSON.stringify(result));
}

describe('a graph host', () => {
  it('answers from the new graph after a swap, and refuses what only the old one had', async () => {
    const host = createHost();
    assert.deepEqual(await ask(host, '{ lead { name } }'), { data: { lead: { name: 'Aisha' } } });
    assert.equal(await host.swap(NEW.supergraphSdl), true);
    assert.deepEqual(await ask(host, '{ lead { grade } }'), { data: { lead: { grade: 'A' } } });
    await assert.rejects(ask(host, '{ lead { name } }'), { name: 'OperationRefused' });
  });

  it('lets requests under way end on the graph they began with', async () => {
    const host = createHost();
    const answer = ask(host, '{ slow lead { name } }');
    await host.swap(NEW.supergraphSdl);
    openGate('done');
    assert.deepEqual(await answer, { data: { slow: 'done', lead: { name: 'Aisha' } } });
  });

  it('has planned what the old graph was asked before the new one is shown', async () => {
    const planners: CountingPlanner[] = [];
    const host = createHost(planners);
    await ask(host, '{ lead { id } }');
    await ask(host, '{ lead { name } }');
    let plannedWhenShown: readonly string[] = [];
    host.onChange(() => {
      plannedWhenShown = [...(planners[1]?.planned ?? [])];
    });
    await host.swap(NEW.supergraphSdl);
    assert.deepEqual(
      plannedWhenShown.map((text) => text.replace(/\s+/g, ' ')),
      ['{ lead { id } }'],
    );
    await ask(host, '{ lead { id } }');
    assert.equal(planners[1]?.planned.length, 1);
  });

  it('keeps an operation prepared through a swap, as long as it is valid', async () => {
    const host = createHost();
    const [stays, goes] = [await host.prepare('{ lead { id } }'), await host.prepare('{ lead { name } }')];
    await host.swap(NEW.supergraphSdl);
    assert.deepEqual((await host.execute(stays, {}, CONTEXT)).data, { lead: { id: '1' } });
    assert.equal(stays.graph, host.current);
    await assert.rejects(host.execute(goes, {}, CONTEXT), { name: 'OperationRefused' });
  });

  it('keeps its graph when the new supergraph cannot be served, or is the same', async () => {
    const host = createHost();
    const graph = host.current;
    await assert.rejects(host.swap('type Query {'), { code: 'SUPERGRAPH_INVALID' });
    const strange = OLD.supergraphSdl.replaceAll('"leads"', '"elsewhere"');
    await assert.rejects(host.swap(strange), { code: 'SUPERGRAPH_INVALID', message: /no source for elsewhere/ });
    assert.equal(await host.swap(OLD.supergraphSdl), false);
    assert.equal(host.current, graph);
  });

  it('takes swaps in turn', async () => {
    const host = createHost();
    await Promise.all([host.swap(NEW.supergraphSdl), host.swap(OLD.supergraphSdl), host.swap(NEW.supergraphSdl)]);
    assert.equal(host.current.supergraphSdl, NEW.supergraphSdl);
  });

  it('notifies Apollo Server, whose requests in progress are executed by the graph that checked them', async () => {
    const host = createHost();
    const gateway = createApolloGateway(host);
    const shown: string[] = [];
    gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => shown.push(coreSupergraphSdl));
    const { executor } = await gateway.load({} as never);
    const old = host.current;
    await host.swap(NEW.supergraphSdl);
    assert.deepEqual(shown, [OLD.supergraphSdl, NEW.supergraphSdl]);
    const source = '{ lead { name } }';
    const { operation } = await old.prepare(source);
    const document = { kind: 'Document', definitions: [operation.definition] };
    const asked = { document, source, schema: old.apiSchema, request: {}, context: CONTEXT };
    assert.deepEqual((await executor?.(asked as never))?.data, { lead: { name: 'Aisha' } });
    await gateway.stop?.();
  });
});
