import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { openDatabase } from '../platform/database/database.ts';
import { createLogger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs } from '../subgraphs/catalog.ts';

const ARTIFACT_LIMIT_BYTES = 33_554_432;

/**
 * The SDL of every subgraph by name, as the running subgraph publishes it: started for a moment on an empty database
 * in a temporary folder.
 */
export async function subgraphSdl(): Promise<ReadonlyMap<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-schema-'));
  const log = createLogger('error');
  const database = await openDatabase({ dataDir });
  const outbox = await Outbox.open(database, log);
  const subgraphs = await createSubgraphs({
    database,
    outbox,
    log,
    clock: Date.now,
    artifactLimitBytes: ARTIFACT_LIMIT_BYTES,
    inferenceWorkers: 0,
  });
  const texts = new Map<string, string>();
  for (const { name, schema } of Object.values(subgraphs)) texts.set(name, await publishedSdl(schema));
  await closeSubgraphs(subgraphs);
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
  return texts;
}

/** Answer of a subgraph to `_service { sdl }`: its schema with the federation directives. */
export async function publishedSdl(schema: GraphQLSchema): Promise<string> {
  const { data, errors } = await execute({ schema, document: parse('{ _service { sdl } }') });
  if (errors?.[0]) throw errors[0];
  return `${(data as unknown as { _service: { sdl: string } })._service.sdl.trim()}\n`;
}
