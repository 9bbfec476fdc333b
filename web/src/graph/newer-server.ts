import { createStore } from '../store/store.ts';

/** Whether the gateway has another version of this page, or no longer knows its documents. */
export const newerServer = createStore(false);

const OUTDATED: ReadonlySet<string> = new Set([
  'DOCUMENT_NOT_TRUSTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'GRAPHQL_VALIDATION_FAILED',
]);

let ownVersion: string | undefined;

/** Notes the code of a failed operation: a document that the gateway refuses was of an older page. */
export function reportNewerServer(code: string): void {
  if (OUTDATED.has(code)) newerServer.set(true);
}

/** Notes the version of the page that the gateway serves: the first one is this page's. */
export function compareVersion(served: string): void {
  ownVersion ??= served;
  if (served !== ownVersion) newerServer.set(true);
}
