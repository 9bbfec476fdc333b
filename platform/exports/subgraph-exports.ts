import { DomainError } from '../errors.ts';
import { requireScope } from '../graphql/require-scope.ts';
import type { Scope, SubgraphContext } from '../identity/identity.ts';
import { isStorableText } from '../storable-text.ts';
import type { ExportColumn } from './export-column.ts';
import { ExportEncoder } from './export-encoder.ts';
import type { ExportSlots } from './export-slots.ts';
import type { ExportRequest, ExportResumption, ExportSource, OpenExport } from './export-source.ts';

/** The rows of an export, read at the pace of their reader. */
export interface ExportRows {
  readonly columns: readonly ExportColumn[];
  /** see {@link OpenExport} */
  readonly snapshot: string;
  /** pages as the JSON of `ExportColumns`, small enough to parse within some milliseconds */
  readonly pages: AsyncIterable<string>;
}

/** An export that a subgraph offers. */
export interface ExportDefinition {
  /** all of them are needed */
  readonly scopes: readonly Scope[];
  /** Checks the parameters, fixes the snapshot, and finds the place to go on from. @throws {DomainError} */
  open(
    parameters: ExportRequest['parameters'],
    resumption: ExportResumption,
    context: SubgraphContext,
  ): Promise<ExportRows>;
}

/** The exports of a subgraph of this process, by name. */
export class SubgraphExports implements ExportSource {
  readonly #definitions: Readonly<Record<string, ExportDefinition>>;
  readonly #slots: ExportSlots;

  constructor(definitions: Readonly<Record<string, ExportDefinition>>, slots: ExportSlots) {
    this.#definitions = definitions;
    this.#slots = slots;
  }

  async open(
    { name, format, parameters, ...resumption }: ExportRequest,
    context: SubgraphContext,
    signal?: AbortSignal,
  ): Promise<OpenExport> {
    const definition = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
    if (!definition) throw new DomainError('NOT_FOUND', `export ${name}: no such export`);
    for (const scope of definition.scopes) requireScope(context, scope, `export ${name}`);
    if (resumption.after !== undefined && !isStorableText(resumption.after))
      throw new DomainError('CURSOR_INVALID', 'after: found no id, expected that of the last exported row');
    const release = this.#slots.take();
    try {
      const rows = await definition.open(parameters, resumption, context);
      signal?.throwIfAborted();
      return new RunningExport(rows, new ExportEncoder(format, rows.columns), release);
    } catch (error) {
      release();
      throw error;
    }
  }
}

/** Reads the next page while one is encoded and sent, and no further. */
class RunningExport implements OpenExport {
  readonly snapshot: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly #pages: AsyncIterator<string>;
  readonly #encoder: ExportEncoder;
  readonly #release: () => void;

  constructor({ snapshot, pages }: ExportRows, encoder: ExportEncoder, release: () => void) {
    this.snapshot = snapshot;
    this.#pages = pages[Symbol.asyncIterator]();
    this.#encoder = encoder;
    this.#release = release;
    this.chunks = this.#encode();
  }

  async close(): Promise<void> {
    try {
      await this.#encoder.close();
      // waits for the statement under way, so that a place is one statement at most
      await this.#pages.return?.();
    } finally {
      this.#release();
    }
  }

  async *#encode(): AsyncGenerator<Uint8Array> {
    let reading = this.#readPage();
    for (;;) {
      const page = await reading;
      if (page.done) break;
      reading = this.#readPage();
      const bytes = await this.#encoder.encode(page.value);
      if (bytes.length > 0) yield bytes;
    }
    yield await this.#encoder.finish();
  }

  #readPage(): Promise<IteratorResult<string>> {
    const page = this.#pages.next();
    // it is awaited after the page before has been sent
    page.catch(() => undefined);
    return page;
  }
}
