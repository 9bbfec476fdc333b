import { readdir } from 'node:fs/promises';
import type { SupergraphCase } from './supergraph-case.ts';

const FOLDER = new URL('../../gateway/federation/supergraphs/', import.meta.url);

/** Every case of `supergraphs/`, by the names of their files. */
export async function loadSupergraphCases(): Promise<readonly SupergraphCase[]> {
  // source maps stand beside the compiled files
  const files = (await readdir(FOLDER)).filter((file) => /\.[jt]s$/.test(file)).sort();
  return Promise.all(
    files.map(
      async (file) => ((await import(new URL(file, FOLDER).href)) as { supergraph: SupergraphCase }).supergraph,
    ),
  );
}
