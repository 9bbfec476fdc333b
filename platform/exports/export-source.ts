import type { SubgraphContext } from '../identity/identity.ts';
import type { ExportFormat } from './export-format.ts';

/** Where an export that broke off goes on. */
export interface ExportResumption {
  /** snapshot that the first part had; absent for a new one */
  readonly snapshot?: string | undefined;
  /** id of the last row that arrived whole; absent for the beginning */
  readonly after?: string | undefined;
}

/** Request for an export. */
export interface ExportRequest extends ExportResumption {
  /** such as `scores` */
  readonly name: string;
  readonly format: ExportFormat;
  /** filters and options, which the export checks */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** An export under way. It holds a place until it is closed. */
export interface OpenExport {
  /** names the state of the data that it has, for a later {@link ExportResumption} */
  readonly snapshot: string;
  /** the file in parts; rejects when it cannot be completed */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends it, whole or not. Again, it does nothing. */
  close(): Promise<void>;
}

/** The exports of a subgraph, of this process or another. */
export interface ExportSource {
  /**
   * Opens an export.
   *
   * @param signal aborts the opening: the caller has left
   * @throws {DomainError} FORBIDDEN, VALIDATION_FAILED, CURSOR_INVALID, CURSOR_EXPIRED, TOO_MANY_EXPORTS, and those of the database
   */
  open(request: ExportRequest, context: SubgraphContext, signal?: AbortSignal): Promise<OpenExport>;
}
