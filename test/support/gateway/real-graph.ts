import { setTimeout as sleep } from 'node:timers/promises';
import { type ASTNode, Kind, parse, print, visit } from 'graphql';
import { sql } from 'kysely';
import type { LakeConfig } from '../../../platform/config/lake-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { compose } from '../../../schema/compose.ts';
import { publishedSdl } from '../../../schema/subgraph-sdl.ts';
import { createSubgraphs, type Subgraphs } from '../../../subgraphs/catalog.ts';
import { seedDemo } from '../../../subgraphs/demo.ts';
import type { TestDatabase } from '../database/databases.ts';
import type { ComposedGraph } from '../federation/composed-graph.ts';

const ACCESS_DIRECTIVES: ReadonlySet<string> = new Set(['requiresScopes', 'authenticated']);

// more than any page that is asked for
const LEADS = 500;

/**
 * The platform's subgraphs on some demo data, when nothing of it is under way any more. Their clock stands still.
 *
 * @param lake none when absent
 */
export async function startSubgraphs({ database }: TestDatabase, lake?: LakeConfig): Promise<Subgraphs> {
  const log = createLogger('silent');
  const outbox = await Outbox.open(database, log);
  const now = Date.now();
  const clock = () => now;
  const subgraphs = await createSubgraphs({
    database,
    outbox,
    log,
    clock,
    artifactLimitBytes: 1e6,
    inferenceWorkers: 0,
    lake,
  });
  await seedDemo({ database, subgraphs, clock, leads: LEADS, backtests: false }, () => undefined);
  await writtenBack(database);
  return subgraphs;
}

/** Waits until every score has reached the ranking, so that two questions see the same one. */
async function writtenBack(database: Database): Promise<void> {
  const db = database.tables<never>();
  for (;;) {
    const { rows } = await sql`SELECT 1 FROM outbox.message LIMIT 1`.execute(db);
    if (rows.length === 0) return;
    await sleep(20);
  }
}

/** The platform's graph without access directives, with which the reference gateway does not start. */
export async function composeWithoutAccess(subgraphs: Subgraphs): Promise<ComposedGraph> {
  const all = Object.values(subgraphs);
  const sdl = new Map<string, string>();
  for (const { name, schema } of all) sdl.set(name, withoutAccess(await publishedSdl(schema)));
  const { supergraph } = compose(sdl);
  return { supergraphSdl: supergraph, schemas: new Map(all.map(({ name, schema }) => [name, schema])) };
}

function withoutAccess(sdl: string): string {
  const enter = (node: ASTNode) =>
    node.kind === Kind.DIRECTIVE && ACCESS_DIRECTIVES.has(node.name.value) ? null : undefined;
  return print(visit(parse(sdl), { enter }));
}
