/** Reasons for which the page refuses a file before it is sent. */
export type FileFault =
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'TOO_LARGE'; readonly found: number; readonly most: number }
  | { readonly kind: 'OTHER_FORMAT'; readonly format: string }
  | { readonly kind: 'NOT_ONNX' }
  | { readonly kind: 'NOT_JSON'; readonly message: string }
  | { readonly kind: 'NOT_OBJECT' };

/** Kinds of files that a registration takes. */
export type FileKind = 'ONNX' | 'MANIFEST';

/** Largest ONNX file by default, bytes. */
export const DEFAULT_ARTIFACT_LIMIT_BYTES = 33_554_432;

/** Bytes of a file's head that are needed to recognise it. */
export const HEAD_BYTES = 16;

const FORMATS: readonly (readonly [format: string, head: readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b]],
  ['HDF5', [0x89, 0x48, 0x44, 0x46]],
  ['pickle', [0x80, 0x02]],
  ['pickle', [0x80, 0x03]],
  ['pickle', [0x80, 0x04]],
  ['pickle', [0x80, 0x05]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
];

/**
 * Fields of ONNX's ModelProto: number and wire type. A file is a protobuf message that begins with one of them, as a rule
 * with `ir_version`.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
const MODEL_FIELDS: ReadonlySet<string> = new Set(['1:0', '2:2', '3:2', '4:2', '5:0', '6:2', '7:2', '8:2', '14:2']);

/** Kind of a file, by its name: `.json` is a manifest, everything else should be ONNX. */
export function kindOf(name: string): FileKind {
  return name.toLowerCase().endsWith('.json') ? 'MANIFEST' : 'ONNX';
}

/** Fault of an ONNX file by its size and its first bytes; undefined for one that may be a model. */
export function onnxFault(size: number, head: Uint8Array, mostBytes: number): FileFault | undefined {
  if (size === 0) return { kind: 'EMPTY' };
  const format = formatOf(head);
  if (format) return { kind: 'OTHER_FORMAT', format };
  if (size > mostBytes) return { kind: 'TOO_LARGE', found: size, most: mostBytes };
  return beginsModel(head) ? undefined : { kind: 'NOT_ONNX' };
}

/** A manifest's JSON object, or its fault. */
export function readManifest(text: string): { readonly manifest: object } | { readonly fault: FileFault } {
  if (text.trim() === '') return { fault: { kind: 'EMPTY' } };
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)) return { manifest };
    return { fault: { kind: 'NOT_OBJECT' } };
  } catch (error) {
    return { fault: { kind: 'NOT_JSON', message: error instanceof Error ? error.message : String(error) } };
  }
}

/** Format of a file that is surely none of ONNX, by its first bytes. */
function formatOf(head: Uint8Array): string | undefined {
  return FORMATS.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0];
}

function beginsModel([tag = 0]: Uint8Array): boolean {
  return MODEL_FIELDS.has(`${tag >> 3}:${tag & 7}`);
}
