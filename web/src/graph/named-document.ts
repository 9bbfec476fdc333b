import type { TypedDocumentString } from './generated/graphql.ts';

/** A document of the page, by its hash: the gateway knows its text. */
export type PageDocument<Data, Variables> = TypedDocumentString<Data, Variables>;

// a gateway that was built before has no document of a page that is being written
const texts: Readonly<Record<string, string>> | undefined = import.meta.env.DEV
  ? (await import('./generated/persisted-documents.json')).default
  : undefined;

/** Hash by which the gateway knows a document. */
export function documentId<Data, Variables>(document: PageDocument<Data, Variables>): string {
  return (document.__meta__ as { hash: string }).hash;
}

/** The part of a request that names its document: its hash; while the page is developed, its text. */
export function named<Data, Variables>(
  document: PageDocument<Data, Variables>,
): { readonly documentId: string } | { readonly query: string } {
  const id = documentId(document);
  return texts ? { query: texts[id] ?? '' } : { documentId: id };
}
