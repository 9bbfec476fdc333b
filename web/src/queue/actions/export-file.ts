import { GraphError, PAGE_CODES } from '../../graph/graph-error.ts';
import { session } from '../../session/session.ts';

/** A place that takes a file piece by piece. */
export interface FileSink {
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Ends the file: only now it is there. */
  close(): Promise<void>;
  /** Throws away what was written. */
  abort(): Promise<void>;
}

/** The browser's dialog for the place of a file, where it has one. */
type SavePicker = (options: { suggestedName: string }) => Promise<{ createWritable(): Promise<FileSink> }>;

/**
 * Opens a place for a file: one that the reader chooses, where the browser can write there piece by piece; else the
 * page's memory, and at its end the folder of downloads. To be called by a press of a button, as browsers demand.
 *
 * @throws {DOMException} AbortError when the reader chooses none
 */
export async function openSink(name: string): Promise<FileSink> {
  const pick = (window as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (!pick) return memorySink(name);
  const handle = await pick({ suggestedName: name });
  return handle.createWritable();
}

/**
 * Reads a file of the gateway into a sink, at the sink's pace. One that breaks off leaves no file.
 *
 * @param onProgress hears how many bytes have come
 * @returns the file's size in bytes
 * @throws {GraphError} with the gateway's code when it refuses; UNREACHABLE when it does not answer or breaks off
 */
export async function downloadFile(
  address: string,
  sink: FileSink,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  try {
    const response = await request(address, signal);
    let bytes = 0;
    for await (const piece of piecesOf(response, signal)) {
      await sink.write(piece);
      bytes += piece.byteLength;
      onProgress(bytes);
    }
    await sink.close();
    return bytes;
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

async function request(address: string, signal: AbortSignal): Promise<Response> {
  const { token } = session.get();
  const response = await reached(
    fetch(address, { headers: { authorization: `Bearer ${token}` }, credentials: 'omit', signal }),
    signal,
  );
  if (response.ok) return response;
  const problem = (await response.json()) as { code?: string; detail?: string };
  const code = problem.code ?? PAGE_CODES.unreadable;
  throw new GraphError([{ code, message: problem.detail ?? `status ${response.status}`, path: '' }]);
}

async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reached(reader.read(), signal);
    if (done) return;
    yield value;
  }
}

/** A network that is away, or breaks off, as the page's own code. */
async function reached<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new GraphError([{ code: PAGE_CODES.unreachable, message: 'found the end of the connection', path: '' }], {
      cause,
    });
  }
}

function memorySink(name: string): FileSink {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  return {
    async write(piece) {
      pieces.push(piece);
    },
    async close() {
      const address = URL.createObjectURL(new Blob(pieces));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      // the browser has begun to read it by then
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      pieces = [];
    },
    async abort() {
      pieces = [];
    },
  };
}
