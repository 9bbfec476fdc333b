import { readFile } from 'node:fs/promises';
import { GraphQLError, Kind, type OperationTypeNode, parse } from 'graphql';
import { DomainError } from '../../platform/errors.ts';
import { isObject } from '../federation/values/response-object.ts';
import { digestOf, type PersistedQueryRequest, persistedHash } from './persisted-query.ts';

const PREFIX = 'sha256:';

/** A document of the trusted list. */
export interface TrustedDocument {
  /** `sha256:` and the hexadecimal digest of the text */
  readonly id: string;
  readonly text: string;
  /** by name; the name of an anonymous operation is empty */
  readonly operations: ReadonlyMap<string, OperationTypeNode>;
}

/** Parameters of a request that name its document, for any transport. */
export interface DocumentRequest extends PersistedQueryRequest {
  /** `sha256:…`, or the digest alone */
  readonly documentId?: string | undefined;
}

/** Files of trusted documents, and whether other documents are refused. */
export interface TrustedDocumentsOptions {
  /** JSON files of documents by their hash, as a client's build writes them */
  readonly files: readonly string[];
  /** more of them, whose documents are prepared on first request; default none */
  readonly lazyFiles?: readonly string[];
  readonly only: boolean;
}

/**
 * The documents that clients were built with.
 *
 * A request may name a document by its SHA-256 instead of its text; with `only`, other documents are refused.
 */
export class TrustedDocuments {
  /** whether other documents are refused */
  readonly only: boolean;
  readonly #byId: ReadonlyMap<string, TrustedDocument>;
  readonly #byText: ReadonlyMap<string, TrustedDocument>;

  /** documents that are prepared before requests arrive */
  readonly eager: readonly TrustedDocument[];

  /**
   * @param documents prepared before requests arrive
   * @param lazy      prepared on first request
   */
  constructor(documents: Iterable<TrustedDocument>, only: boolean, lazy: Iterable<TrustedDocument> = []) {
    this.eager = [...documents];
    const all = [...lazy, ...this.eager];
    this.only = only;
    this.#byId = new Map(all.map((document) => [document.id, document]));
    this.#byText = new Map(all.map((document) => [document.text, document]));
  }

  /** @throws {DomainError} CONFIGURATION_INVALID when a file is not such a list */
  static async load({ files, lazyFiles = [], only }: TrustedDocumentsOptions): Promise<TrustedDocuments> {
    const [eager, lazy] = await Promise.all([readLists(files), readLists(lazyFiles)]);
    return new TrustedDocuments(eager, only, lazy);
  }

  /**
   * Finds the document of a request, by id, by hash or by its whole text.
   *
   * @returns undefined for a text that is not on the list, where others are accepted
   * @throws {DomainError} DOCUMENT_NOT_TRUSTED when the document must be on the list and is not, BAD_REQUEST for two
   * names or an invalid one: see {@link persistedHash}
   */
  resolve(request: DocumentRequest): TrustedDocument | undefined {
    const { query } = request;
    const documentId = documentIdOf(request);
    const hash = persistedHash(request);
    if (documentId !== undefined) {
      if (query !== undefined) throw new DomainError('BAD_REQUEST', 'found query and documentId, expected one of them');
      const known = this.#byId.get(documentId.startsWith(PREFIX) ? documentId : PREFIX + documentId);
      if (known) return known;
      throw new DomainError('DOCUMENT_NOT_TRUSTED', 'documentId: found no document of this id on the trusted list');
    }
    const found = query === undefined ? this.#byId.get(PREFIX + hash) : this.#byText.get(query);
    if (found || !this.only) return found;
    throw new DomainError('DOCUMENT_NOT_TRUSTED', 'found a document that is not on the trusted list');
  }
}

/** A document of the list, from its text. @throws {GraphQLError} when the text is not a document */
export function trustedDocument(text: string): TrustedDocument {
  return { id: PREFIX + digestOf(text), text, operations: operationsOf(text) };
}

/** Id of a request's document: a parameter, or an extension, where a client library has no other place for it. */
function documentIdOf({ documentId, extensions }: DocumentRequest): string | undefined {
  const id = documentId ?? extensions?.documentId ?? undefined;
  // not every protocol validates its type
  if (id === undefined || typeof id === 'string') return id;
  throw new DomainError('BAD_REQUEST', `documentId: found a ${typeof id}, expected a string`);
}

async function readLists(files: readonly string[]): Promise<TrustedDocument[]> {
  return (await Promise.all(files.map(readList))).flat();
}

async function readList(file: string): Promise<TrustedDocument[]> {
  let list: unknown;
  try {
    list = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw invalid(`${file}: ${(cause as Error).message}`, cause);
  }
  if (!isObject(list)) throw invalid(`${file}: found no JSON object, expected documents by their hash`);
  return Object.entries(list).map(([hash, text]) => readTrusted(file, hash, text));
}

function readTrusted(file: string, hash: string, text: unknown): TrustedDocument {
  if (typeof text !== 'string') throw invalid(`${file}, ${hash}: found no text, expected a document`);
  const digest = digestOf(text);
  if (hash !== digest && hash !== PREFIX + digest)
    throw invalid(`${file}, ${hash}: found a document whose SHA-256 is ${digest}, expected the name to be that`);
  try {
    return trustedDocument(text);
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    throw invalid(`${file}, ${hash}: ${cause.message}`, cause);
  }
}

function operationsOf(text: string): Map<string, OperationTypeNode> {
  const operations = new Map<string, OperationTypeNode>();
  for (const node of parse(text, { noLocation: true }).definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) operations.set(node.name?.value ?? '', node.operation);
  return operations;
}

function invalid(message: string, cause?: unknown): DomainError {
  return new DomainError('CONFIGURATION_INVALID', `TRUSTED_DOCUMENTS: ${message}`, {}, { cause });
}
