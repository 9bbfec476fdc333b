import { Readable } from 'node:stream';
import type { OpenExport } from './export-source.ts';

/** How long a reader may take nothing, ms: it holds a place of which there are few. */
export const STALL_LIMIT_MS = 60_000;

/**
 * The body of a response with an export, which is closed with it: at its end, when the reader hangs up, and when it takes
 * nothing for the limit.
 */
export function exportBody(running: OpenExport, stallLimitMs: number = STALL_LIMIT_MS): Readable {
  const body: Readable = Readable.from(watched());
  body.once('close', () => void running.close());
  return body;

  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of running.chunks) {
      const stalled = new Error(`the reader took nothing for ${stallLimitMs} ms`);
      const timer = setTimeout(() => body.destroy(stalled), stallLimitMs);
      try {
        yield chunk;
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
