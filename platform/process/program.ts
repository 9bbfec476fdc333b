/**
 * Location of the program's own files. It runs from the TypeScript sources, under a loader, or as plain JavaScript that
 * `npm run build` made of them in `dist/`; the files beside the code stay where they are.
 */
export const IS_BUILT = import.meta.url.endsWith('.js');
const ROOT = new URL(IS_BUILT ? '../../../' : '../../', import.meta.url);

/** URL of a file of the project. @param path from the project's root, such as `schema/supergraph.graphql` */
export function projectFile(path: string): URL {
  return new URL(path, ROOT);
}

/** Module and flags that start a thread or child process. */
export interface EntryPoint {
  readonly url: URL;
  /** for Node, before the entry */
  readonly execArgv: readonly string[];
}

/** Finds a module of the program. @param path from the project's root, with the extension `.ts` */
export function entryPoint(path: string): EntryPoint {
  if (IS_BUILT) return { url: projectFile(`dist/${path.replace(/ts$/, 'js')}`), execArgv: [] };
  return { url: projectFile(path), execArgv: ['--import', import.meta.resolve('tsx')] };
}
