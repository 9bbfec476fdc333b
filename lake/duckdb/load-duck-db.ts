import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';

const REQUIRED = /require\(["'](\.[^"']*|@duckdb\/[^"']+)["']\)/g;

/**
 * Loads the client of DuckDB file by file, those that a file needs before it, with a turn of the event loop after each: in one
 * go it would block the loop for a third of a second.
 */
export function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  loaded ??= loadInSteps();
  return loaded;
}

let loaded: ReturnType<typeof loadDuckDb> | undefined;

async function loadInSteps(): Promise<typeof import('@duckdb/node-api')> {
  const load = createRequire(import.meta.url);
  await loadAfterNeeds(load.resolve('@duckdb/node-api'), new Set());
  return load('@duckdb/node-api');
}

async function loadAfterNeeds(file: string, seen: Set<string>): Promise<void> {
  if (seen.has(file)) return;
  seen.add(file);
  const load = createRequire(file);
  if (file.endsWith('.js')) {
    const text = await readFile(file, 'utf8');
    for (const [, needed = ''] of text.matchAll(REQUIRED)) {
      // the binaries of other platforms are not installed
      const found = tryResolve(load, needed);
      if (found) await loadAfterNeeds(found, seen);
    }
  }
  load(file);
  await setImmediate();
}

function tryResolve(load: NodeJS.Require, name: string): string | undefined {
  try {
    return load.resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
