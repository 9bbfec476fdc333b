/** Random bytes per UUID. */
export const UUID_V7_RANDOM_BYTES = 10;

/**
 * Makes a UUID version 7: 48 bits of epoch milliseconds, then 74 random bits, so that ids sort by creation time and an
 * index on them grows at its end. Ids of one millisecond have no order among themselves.
 *
 * @param timeMs epoch milliseconds
 * @param random at least `offset` + 10 random bytes
 * @param offset first byte to use: one draw of random bytes can serve many ids
 * @see RFC 9562, section 5.7
 */
export function uuidV7(timeMs: number, random: Buffer, offset = 0): string {
  const time = timeMs.toString(16).padStart(12, '0');
  // the version and the variant replace six of the 80 drawn bits
  const versioned = (0x7000 | (random.readUInt16BE(offset) & 0x0fff)).toString(16);
  const variant = (0x8000 | (random.readUInt16BE(offset + 2) & 0x3fff)).toString(16);
  const node = random.toString('hex', offset + 4, offset + UUID_V7_RANDOM_BYTES);
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${variant}-${node}`;
}
