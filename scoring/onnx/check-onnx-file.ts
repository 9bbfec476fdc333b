import { DomainError } from '../../platform/errors.ts';
import { refusal } from '../../platform/refusal.ts';
import { ONNX_MODEL, type OnnxField, type OnnxMessage } from './onnx-format.ts';

// the depth at which ONNX Runtime's own parser gives up
const MAX_DEPTH = 100;

/**
 * Refuses an ONNX file that could make ONNX Runtime read anything but the file, or that two parsers could read
 * differently.
 *
 * The bytes themselves are walked, field by field, in every message wherever it occurs. A tensor whose data lie outside is
 * refused, and so is whatever protobuf leaves to its readers: a single value that is given twice, a field of another wire
 * type, a group, a field that ONNX does not have, a number in more bytes than it needs. So what is read here is what
 * ONNX Runtime reads.
 *
 * @throws {DomainError} ARTIFACT_INVALID with the field and its position
 */
export function checkOnnxFile(bytes: Uint8Array): void {
  // ONNX Runtime recognises its own format by these four letters, and reads it with another parser
  if (String.fromCharCode(...bytes.subarray(4, 8)) === 'ORTM')
    throw refusal('ARTIFACT_INVALID', 'the file', 'a model in the format ORT', 'an ONNX model');
  new Walk(bytes).message(ONNX_MODEL, bytes.length);
}

class Walk {
  readonly #bytes: Uint8Array;
  /** names of the fields around the current one */
  readonly #path: string[] = [];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  message(message: OnnxMessage, end: number): void {
    if (this.#path.length > MAX_DEPTH) throw this.#malformed(`messages nested more than ${MAX_DEPTH} deep`);
    const seen = new Set<number>();
    while (this.#at < end) {
      const start = this.#at;
      const tag = this.#number(end);
      const number = tag >>> 3;
      const field = message.fields.get(number);
      if (!field) throw this.#malformed(`field ${number} of ${message.name}, which ONNX does not have`, start);
      if (!field.isRepeated) this.#once(message, number, seen, start);
      this.#field(field, tag & 7, end);
    }
  }

  #once(message: OnnxMessage, number: number, seen: Set<number>, start: number): void {
    const { name } = message.fields.get(number) as OnnxField;
    if (seen.has(number)) throw this.#malformed(`${message.name}.${name} twice`, start);
    seen.add(number);
    const rivals = message.oneOf.includes(number) ? message.oneOf.filter((each) => seen.has(each)) : [];
    if (rivals.length > 1) throw this.#malformed(`${message.name}.${name} beside another alternative`, start);
  }

  #field(field: OnnxField, wireType: number, end: number): void {
    const start = this.#at;
    const isPacked = wireType === 2 && field.isRepeated;
    if (wireType !== field.wireType && !isPacked) throw this.#malformed(`wire type ${wireType} for ${field.name}`);
    if (field.name === 'external_data') throw this.#outside(field, start);
    if (wireType === 0) {
      this.#skipVarint(end);
      if (field.name === 'data_location' && (this.#at > start + 1 || this.#bytes[start] !== 0))
        throw this.#outside(field, start);
      return;
    }
    const length = wireType === 1 ? 8 : wireType === 5 ? 4 : this.#number(end);
    const until = this.#at + length;
    if (until > end) throw this.#malformed(`${field.name} cut off`, start);
    if (!field.message) {
      this.#at = until;
      return;
    }
    this.#path.push(field.name);
    this.message(field.message, until);
    this.#path.pop();
  }

  /** A tag or length: up to 32 bits. */
  #number(end: number): number {
    const start = this.#at;
    const first = this.#bytes[start] as number;
    if (first < 128 && start < end) {
      this.#at = start + 1;
      return first;
    }
    this.#skipVarint(end);
    let value = 0;
    for (let at = this.#at - 1; at >= start; at--) value = value * 128 + ((this.#bytes[at] as number) & 127);
    if (value > 0xffff_ffff) throw this.#malformed('a tag or length of more than 32 bits', start);
    return value;
  }

  #skipVarint(end: number): void {
    const start = this.#at;
    let byte = 128;
    while (byte >= 128) {
      if (this.#at >= end) throw this.#malformed('a number cut off', start);
      if (this.#at - start === 10) throw this.#malformed('a number of more than 64 bits', start);
      byte = this.#bytes[this.#at++] as number;
    }
    const length = this.#at - start;
    if (length > 1 && byte === 0) throw this.#malformed('a number in more bytes than it needs', start);
    if (length === 10 && byte > 1) throw this.#malformed('a number of more than 64 bits', start);
  }

  #malformed(fault: string, at = this.#at): DomainError {
    const message = `the file: found ${this.#bytes.length} bytes that are no protobuf of an ONNX model (${fault}, at byte ${at}), expected an ONNX model`;
    return new DomainError('ARTIFACT_INVALID', message, { where: `byte ${at} of the file`, found: fault });
  }

  #outside({ name }: OnnxField, at: number): DomainError {
    const where = `${[...this.#path, name].join('.')}, at byte ${at} of the file`;
    return refusal('ARTIFACT_INVALID', where, 'a reference to another file', 'weights in the file');
  }
}
