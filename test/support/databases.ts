import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../subgraphs/shared/database.ts';

/** An empty database of one kind, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/**
 * Calls `body` once for each database at hand, so that one suite runs on all: `describe` inside, named after `kind`.
 *
 * `open` makes a fresh, empty database.
 */
export function onEachDatabase(body: (kind: Database['kind'], open: () => Promise<TestDatabase>) => void): void {
  body('pglite', openEmbedded);
}

async function openEmbedded(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  const database = await openDatabase({ dataDir });
  return {
    database,
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
