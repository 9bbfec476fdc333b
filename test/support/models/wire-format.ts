/** A number in as few bytes as it takes. @param value below 2^53 */
function digits(value: number): number[] {
  return value < 128 ? [value] : [128 + (value % 128), ...digits(Math.floor(value / 128))];
}

/** A field of the protobuf encoding that holds a number. */
export const varint = (field: number, value: number): Buffer => Buffer.from([...digits(field * 8), ...digits(value)]);

/** A field of the protobuf encoding that holds bytes: a text, a message, packed numbers. */
export const chunk = (field: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([...digits(field * 8 + 2), ...digits(content.length)]), content]);
