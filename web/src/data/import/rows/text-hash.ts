/**
 * Hash of a text, 53 bits, by cyrb53 of bryc (public domain). It is fast and spreads well, and no secret depends on it.
 *
 * @param seed another one gives an independent hash
 */
export function textHash(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}

/**
 * Idempotency key of a row: the same lead from a file has the same key, however often it is sent. Two leads that shared
 * one by chance would not be confused: the gateway refuses a key that comes with another input.
 */
export function rowKey(input: object): string {
  const text = JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `csv:${textHash(text).toString(36)}-${textHash(text, 1).toString(36)}`;
}
