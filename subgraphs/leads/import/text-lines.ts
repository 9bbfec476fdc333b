import type { Readable } from 'node:stream';
import { DomainError } from '../../../platform/errors.ts';

/** One line of a text file. */
export interface TextLine {
  /** with its end */
  readonly text: string;
  /** of the file */
  readonly bytes: number;
  /** whether some bytes are invalid in the file's encoding; U+FFFD replaces them */
  readonly isBroken: boolean;
}

/** Most bytes of a line: a file with longer ones is no table. */
const MAX_LINE_BYTES = 16 * 1_024 * 1_024;
const LF = 10;
const CR = 13;

/**
 * Reads the lines of a text stream, which end with LF, CR or CRLF. A byte order mark is skipped.
 *
 * Bytes are split before they are decoded, so that invalid bytes affect their own line only. Each byte is scanned once,
 * however long a line is.
 *
 * @param encoding a label of the WHATWG Encoding standard, such as `utf-8`, `windows-1256`, `utf-16le`
 * @throws {DomainError} IMPORT_FILE_UNREADABLE at a line of more than 16 MiB
 */
export async function* textLines(source: Readable, encoding: string): AsyncGenerator<TextLine> {
  const decode = lineDecoder(encoding);
  const splitter = new LineSplitter(unitReader(encoding));
  for await (const chunk of source) for (const line of splitter.push(chunk as Buffer)) yield decode(line);
  for (const line of splitter.end()) yield decode(line);
}

/** Whether a label names a supported text encoding. */
export function isTextEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function lineDecoder(encoding: string): (bytes: Buffer) => TextLine {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const lossy = new TextDecoder(encoding, { ignoreBOM: true });
  let isFirst = true;
  return (line) => {
    let text: string;
    let isBroken = false;
    try {
      text = strict.decode(line);
    } catch {
      // the only error of a strict decoder
      text = lossy.decode(line);
      isBroken = true;
    }
    if (isFirst) text = text.replace(/^\uFEFF/, '');
    isFirst = false;
    return { text, bytes: line.length, isBroken };
  };
}

/** Width and order of code units, for line breaks: other encodings have LF and CR in single bytes. */
interface UnitReader {
  readonly width: 1 | 2;
  unitAt(bytes: Buffer, offset: number): number;
}

function unitReader(encoding: string): UnitReader {
  const { encoding: name } = new TextDecoder(encoding);
  if (name === 'utf-16le') return { width: 2, unitAt: (bytes, offset) => bytes.readUInt16LE(offset) };
  if (name === 'utf-16be') return { width: 2, unitAt: (bytes, offset) => bytes.readUInt16BE(offset) };
  return { width: 1, unitAt: (bytes, offset) => bytes[offset] as number };
}

/** Splits a stream of bytes into lines. */
class LineSplitter {
  readonly #units: UnitReader;
  /** bytes of the incomplete line */
  #parts: Buffer[] = [];
  #partsLength = 0;
  /** half of a code unit */
  #half: Buffer = Buffer.alloc(0);
  /** the last unit was a CR, which a LF may follow */
  #endsWithCr = false;

  constructor(units: UnitReader) {
    this.#units = units;
  }

  *push(chunk: Buffer): Generator<Buffer> {
    const { width, unitAt } = this.#units;
    const bytes = this.#half.length > 0 ? Buffer.concat([this.#half, chunk]) : chunk;
    const length = bytes.length - (bytes.length % width);
    this.#half = bytes.subarray(length);
    let start = 0;
    for (let offset = 0; offset < length; offset += width) {
      const unit = unitAt(bytes, offset);
      if (this.#endsWithCr && unit !== LF) {
        yield this.#take(bytes.subarray(start, offset));
        start = offset;
      }
      this.#endsWithCr = unit === CR;
      if (unit !== LF) continue;
      yield this.#take(bytes.subarray(start, offset + width));
      start = offset + width;
    }
    this.#keep(bytes.subarray(start, length));
  }

  *end(): Generator<Buffer> {
    const last = this.#take(this.#half);
    if (last.length > 0) yield last;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#partsLength += part.length;
    if (this.#partsLength > MAX_LINE_BYTES)
      throw new DomainError('IMPORT_FILE_UNREADABLE', 'file: found a line of more than 16 MiB, expected rows of CSV');
  }

  #take(part: Buffer): Buffer {
    this.#keep(part);
    const line = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#partsLength = 0;
    this.#endsWithCr = false;
    return line;
  }
}
