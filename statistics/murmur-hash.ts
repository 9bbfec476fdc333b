const encoder = new TextEncoder();

/**
 * MurmurHash3, the 32-bit variant for x86, of a text in UTF-8.
 *
 * Not for secrets: who knows the seed can make texts collide. Every language has it (`mmh3.hash(text, seed, signed=False)`
 * in Python), so a hash can be recomputed from data.
 *
 * @param seed whole number 0–2³² − 1
 * @returns whole number 0–2³² − 1
 * @see Appleby, SMHasher, MurmurHash3.cpp (public domain)
 */
export function murmurHash(text: string, seed: number): number {
  const length = text.length;
  let hash = seed | 0;
  let block = 0;
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    // beyond ASCII a character has several bytes
    if (unit > 127) return hashBytes(encoder.encode(text), seed);
    block |= unit << ((i & 3) << 3);
    if ((i & 3) === 3) {
      hash = mixBlock(hash, block);
      block = 0;
    }
  }
  return finish(hash, block, length);
}

function hashBytes(bytes: Uint8Array, seed: number): number {
  let hash = seed | 0;
  let block = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    block |= (bytes[i] as number) << ((i & 3) << 3);
    if ((i & 3) === 3) {
      hash = mixBlock(hash, block);
      block = 0;
    }
  }
  return finish(hash, block, bytes.length);
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ scramble(block);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/** Mixes in the last bytes, if any, and the length, and spreads every bit over all others. A block of 0 changes nothing. */
function finish(hash: number, lastBlock: number, length: number): number {
  let mixed = hash ^ scramble(lastBlock) ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
