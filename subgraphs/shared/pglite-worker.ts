import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';

/** What the pool asks this thread for. */
export interface PgliteRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What this thread answers. */
export interface PgliteReply {
  readonly id: number;
  readonly rows?: readonly Record<string, unknown>[];
  readonly affectedRows?: number;
  readonly error?: {
    readonly message: string;
    readonly code?: string;
    readonly detail?: string;
    readonly constraint?: string;
  };
}

const port = parentPort;
if (!port) throw new TypeError('pglite-worker runs in a worker thread only');

const database = await PGlite.create({
  dataDir: workerData.dataDir as string,
  // 64-bit integers are epoch milliseconds and counters here: they fit a double
  parsers: { [types.INT8]: Number },
});

port.on('message', async (request: PgliteRequest | 'close') => {
  if (request === 'close') {
    await database.close();
    port.postMessage('closed');
    return;
  }
  port.postMessage(await answer(request));
});
port.postMessage('ready');

async function answer({ id, sql, parameters }: PgliteRequest): Promise<PgliteReply> {
  try {
    const result = await database.query<Record<string, unknown>>(sql, [...parameters]);
    return { id, rows: result.rows, affectedRows: result.affectedRows ?? 0 };
  } catch (error) {
    const { message, code, detail, constraint } = error as NonNullable<PgliteReply['error']>;
    return {
      id,
      error: { message, ...(code && { code }), ...(detail && { detail }), ...(constraint && { constraint }) },
    };
  }
}
