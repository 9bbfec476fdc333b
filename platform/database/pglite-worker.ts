import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import { nameSourcePositions } from '../process/source-positions.ts';
import { unpackSeed } from './pglite-seed.ts';

nameSourcePositions();

/** Requests of the session to this thread; `close` is answered by the thread's end. */
export type PgliteRequest =
  | { readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] }
  | 'close';

/** Fields of a failure: PostgreSQL's, or the operating system's `code`. */
export interface PgliteError {
  readonly message: string;
  readonly severity?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

/** Answers of this thread. The first has id 0: the database is open, or the reason why not. */
export interface PgliteReply {
  readonly id: number;
  readonly rows?: readonly Record<string, unknown>[];
  readonly affectedRows?: number;
  /** output of a COPY TO '/dev/blob' */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly error?: PgliteError;
}

// shared_buffers: 128 MB by default, all of it resident; the operating system caches the files as well.
// random_page_cost: no disk arm moves here, and with the default of 4 the feature query scans whole tables.
const SETTINGS = ['shared_buffers = 32MB', 'random_page_cost = 1.1'];

const port = parentPort;
if (!port) throw new TypeError('pglite-worker runs in a worker thread only');

const database = await open(workerData.dataDir as string).catch((error: unknown) => {
  port.postMessage({ id: 0, error: describe(error) } satisfies PgliteReply);
  return undefined;
});
if (database) {
  port.on('message', async (request: PgliteRequest) => {
    if (request !== 'close') return reply(await answer(database, request));
    await database.close();
    port.close();
  });
  port.postMessage({ id: 0 } satisfies PgliteReply);
}

function reply(answer: PgliteReply): void {
  port?.postMessage(answer, answer.bytes ? [answer.bytes.buffer] : []);
}

async function open(dataDir: string): Promise<PGlite> {
  if (!existsSync(dataDir)) unpackSeed(dataDir);
  // 64-bit integers are epoch milliseconds and counters here: they fit a double
  return PGlite.create({ dataDir, parsers: { [types.INT8]: Number }, postgresqlconf: SETTINGS });
}

async function answer(
  database: PGlite,
  { id, sql, parameters }: Exclude<PgliteRequest, 'close'>,
): Promise<PgliteReply> {
  try {
    const { rows, affectedRows, blob } = await database.query<Record<string, unknown>>(sql, [...parameters]);
    if (blob) return { id, bytes: new Uint8Array(await blob.arrayBuffer()) };
    return { id, rows, affectedRows: affectedRows ?? 0 };
  } catch (error) {
    // what a failed copy wrote would be part of the next one
    if (sql.startsWith('COPY')) await database.query('SELECT 1');
    return { id, error: describe(error) };
  }
}

/** PGlite's errors hold functions and buffers too, which cannot be sent. */
function describe(error: unknown): PgliteError {
  const { message, severity, code, detail, hint, constraint, table, column } = error as PgliteError;
  const fields = Object.entries({ severity, code, detail, hint, constraint, table, column });
  return { message: message ?? String(error), ...Object.fromEntries(fields.filter(([, value]) => value)) };
}
