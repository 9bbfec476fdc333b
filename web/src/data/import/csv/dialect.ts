/** Encodings that a file can have, as labels of the WHATWG Encoding standard. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256', 'windows-1252'] as const;

/** An encoding that a file can have. */
export type Encoding = (typeof ENCODINGS)[number];

/** Characters that separate the cells of a file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A character that separates the cells of a file. */
export type Delimiter = (typeof DELIMITERS)[number];

/** How a CSV file is written. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

const MARKS: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
// a share of zero bytes that no text of single bytes has, and every text of UTF-16 with line breaks and digits does
const UTF16_ZEROS = 0.1;
const MOST_LINES = 50;

/**
 * Finds the encoding of a file by its first bytes: a byte order mark, the zero bytes of UTF-16, valid UTF-8, or else a
 * code page – the Arabic one where its Arabic letters are the rule among the bytes beyond ASCII.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const zerosAt = (rest: number): number => bytes.filter((byte, index) => byte === 0 && index % 2 === rest).length;
  if (zerosAt(1) > bytes.length * UTF16_ZEROS) return 'utf-16le';
  if (zerosAt(0) > bytes.length * UTF16_ZEROS) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : codePageOf(bytes);
}

/** Finds the delimiter of a file: the one that occurs about as often in each of its first lines, outside quotation marks. */
export function detectDelimiter(text: string): Delimiter {
  const plain = text.replace(/"(?:[^"]|"")*("|$)/g, '');
  const lines = plain.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  // the last one may be cut off
  const whole = lines.length > 1 ? lines.slice(0, Math.min(lines.length - 1, MOST_LINES)) : lines;
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = whole.map((line) => line.split(delimiter).length - 1);
    const [header = 0] = counts;
    // cells of the header count once for every line that agrees with it
    const score = header * counts.filter((count) => count === header).length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream`: the last character may be cut off
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function codePageOf(bytes: Uint8Array): Encoding {
  const beyond = bytes.filter((byte) => byte >= 0x80);
  const letters = new TextDecoder('windows-1256').decode(beyond).match(/\p{Script=Arabic}/gu)?.length ?? 0;
  // French and German words have single letters beyond ASCII, Arabic ones consist of them
  const isArabic = letters > beyond.length / 2 && /[\x80-\xff]{3}/.test(latin1(bytes));
  return isArabic ? 'windows-1256' : 'windows-1252';
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
