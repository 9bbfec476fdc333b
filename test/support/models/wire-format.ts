/** Varint encoding of a number. @param value below 2^53 */
function digits(value: number): number[] {
  return value < 128 ? [value] : [128 + (value % 128), ...digits(Math.floor(value / 128))];
}

/** Protobuf field of a number. */
export const varint = (field: number, value: number): Buffer => Buffer.from([...digits(field * 8), ...digits(value)]);

/** Protobuf field of bytes: a text, a message, packed numbers. */
export const chunk = (field: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([...digits(field * 8 + 2), ...digits(content.length)]), content]);
