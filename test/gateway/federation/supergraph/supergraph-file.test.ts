import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FederatedGraph } from '../../../../gateway/federation/federated-graph.ts';
import { GraphHost } from '../../../../gateway/federation/graph-host.ts';
import { LocalSource } from '../../../../gateway/federation/sources/local/local-source.ts';
import { SupergraphFile } from '../../../../gateway/federation/supergraph/supergraph-file.ts';
import { composeGraph } from '../../../support/federation/composed-graph.ts';
import { RecordedLog } from '../../../support/monitoring/recorded-log.ts';

const CHANGED = 'supergraph changed';
const REFUSED = 'supergraph reload failed; the previous one stays';

/** Supergraphs that differ in the name of a field. */
function graphWith(field: string) {
  const typeDefs = `type Query { ${field}: Lead } type Lead { id: ID! }`;
  return composeGraph({ leads: { typeDefs, resolvers: { Query: { [field]: () => ({ id: '1' }) } } } });
}

const [FIRST, SECOND, THIRD] = ['first', 'second', 'third'].map(graphWith) as [
  ReturnType<typeof graphWith>,
  ReturnType<typeof graphWith>,
  ReturnType<typeof graphWith>,
];

describe('the file of a supergraph', () => {
  let folder: string;
  let heard: RecordedLog;
  let file: SupergraphFile | undefined;
  let host: GraphHost;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
    heard = new RecordedLog();
    const sources = new Map([...FIRST.schemas].map(([name, schema]) => [name, new LocalSource(schema)]));
    const createGraph = (supergraphSdl: string) => new FederatedGraph({ supergraphSdl, sources, log: heard.log });
    host = new GraphHost({ supergraphSdl: FIRST.supergraphSdl, createGraph, log: heard.log });
  });

  afterEach(async () => {
    file?.close();
    host.current.close();
    await rm(folder, { recursive: true });
  });

  /** Follows the file of this path in the folder, which holds the first supergraph. */
  const follow = (...path: string[]): string => {
    const full = join(folder, ...path);
    file = new SupergraphFile(full, heard.log);
    assert.equal(file.read(), FIRST.supergraphSdl);
    file.follow(host);
    return full;
  };
  const serves = async ({ supergraphSdl }: { supergraphSdl: string }): Promise<void> => {
    await heard.next(CHANGED);
    assert.equal(host.current.supergraphSdl, supergraphSdl);
  };
  const write = async (name: string, { supergraphSdl } = FIRST): Promise<string> => {
    await writeFile(join(folder, name), supergraphSdl);
    return join(folder, name);
  };

  it('is served anew when it is written, and when another takes its place', async () => {
    await write('supergraph.graphql');
    const path = follow('supergraph.graphql');
    await writeFile(path, SECOND.supergraphSdl);
    await serves(SECOND);
    await rename(await write('new', THIRD), path);
    await serves(THIRD);
  });

  it('is served anew when Kubernetes swaps the folder of a ConfigMap', async () => {
    const publish = async (version: string, graph: typeof FIRST): Promise<void> => {
      await mkdir(join(folder, version));
      await writeFile(join(folder, version, 'supergraph.graphql'), graph.supergraphSdl);
      await symlink(version, join(folder, '..data_tmp'));
      await rename(join(folder, '..data_tmp'), join(folder, '..data'));
    };
    await publish('..2026_11_23_08_00_00.1', FIRST);
    await symlink(join('..data', 'supergraph.graphql'), join(folder, 'supergraph.graphql'));
    follow('supergraph.graphql');
    await publish('..2026_11_23_08_01_00.2', SECOND);
    await rm(join(folder, '..2026_11_23_08_00_00.1'), { recursive: true });
    await serves(SECOND);
    await publish('..2026_11_23_08_02_00.3', THIRD);
    await rm(join(folder, '..2026_11_23_08_01_00.2'), { recursive: true });
    await serves(THIRD);
  });

  it('is served anew when a link further up leads elsewhere', async () => {
    for (const [release, graph] of [
      ['1', FIRST],
      ['2', SECOND],
    ] as const) {
      await mkdir(join(folder, release));
      await write(join(release, 'supergraph.graphql'), graph);
    }
    await symlink('1', join(folder, 'current'));
    follow('current', 'supergraph.graphql');
    await symlink('2', join(folder, 'next'));
    await rename(join(folder, 'next'), join(folder, 'current'));
    await serves(SECOND);
  });

  it('stays served while it is absent, and is served anew when it comes back', async () => {
    await write('supergraph.graphql');
    const path = follow('supergraph.graphql');
    await unlink(path);
    await heard.next(REFUSED);
    assert.equal(host.current.supergraphSdl, FIRST.supergraphSdl);
    await write('supergraph.graphql', SECOND);
    await serves(SECOND);
  });

  it('is never served half written', async () => {
    await write('supergraph.graphql');
    const path = follow('supergraph.graphql');
    const { supergraphSdl } = SECOND;
    for (const length of [0, supergraphSdl.indexOf('type Lead'), supergraphSdl.length - 4]) {
      await writeFile(path, supergraphSdl.slice(0, length));
      await heard.next(REFUSED);
      assert.equal(host.current.supergraphSdl, FIRST.supergraphSdl);
    }
    await truncate(path, 0);
    await writeFile(path, supergraphSdl);
    await serves(SECOND);
  });

  it('is served anew when it changed before it was followed', async () => {
    await write('supergraph.graphql');
    const path = join(folder, 'supergraph.graphql');
    file = new SupergraphFile(path, heard.log);
    assert.equal(file.read(), FIRST.supergraphSdl);
    await writeFile(path, SECOND.supergraphSdl);
    file.follow(host);
    await serves(SECOND);
  });

  it('is read again on demand, and left alone when it is wrong', async () => {
    const path = await write('supergraph.graphql', SECOND);
    file = new SupergraphFile(path, heard.log);
    assert.equal(await file.reload(host), true);
    assert.equal(await file.reload(host), false);
    await writeFile(path, 'no supergraph');
    assert.equal(await file.reload(host), false);
    assert.equal(host.current.supergraphSdl, SECOND.supergraphSdl);
  });
});
