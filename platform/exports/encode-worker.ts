import { parentPort, workerData } from 'node:worker_threads';
import { nameSourcePositions } from '../process/source-positions.ts';
import type { ExportColumn, ExportColumns } from './export-column.ts';
import type { ExportFormat } from './export-format.ts';
import { ParquetEncoder } from './parquet-encoder.ts';
import { csvEncoder, jsonLinesEncoder, type PageEncoder } from './text-encoder.ts';

nameSourcePositions();

/** Rows to encode, as the JSON of {@link ExportColumns}, or the end of the export. */
export type EncodeRequest = string | 'finish';

/** Worker thread that encodes one export: parsing and writing rows would hold up the event loop. */
const { format, columns } = workerData as { readonly format: ExportFormat; readonly columns: readonly ExportColumn[] };

const ENCODERS: Readonly<Record<ExportFormat, () => PageEncoder>> = {
  csv: () => csvEncoder(columns),
  jsonl: () => jsonLinesEncoder(columns),
  parquet: () => new ParquetEncoder(columns),
};

const encoder = ENCODERS[format]();

parentPort?.on('message', (request: EncodeRequest) => {
  const bytes = request === 'finish' ? encoder.finish() : encoder.encode(JSON.parse(request) as ExportColumns);
  // Buffer.from may return a part of a shared pool, which must not be transferred
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  parentPort?.postMessage(own, [own.buffer as ArrayBuffer]);
});
