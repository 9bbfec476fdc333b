/**
 * Stream of uniform random numbers, equal on every machine for equal seeds.
 *
 * xoshiro128**, its state filled by splitmix32 from `(seed, stream)`. Streams of one seed are independent, so each lead
 * has its own, and a change of one lead's draws leaves all others unchanged.
 *
 * @see Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators (ACM TOMS 47, 2021)
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /**
   * @param seed   32-bit integer
   * @param stream number of the seed's stream, a 32-bit integer
   */
  constructor(seed: number, stream: number) {
    const next = splitmix32(mix32(seed) ^ stream);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next();
  }

  /** Uniform on (0, 1): never 0 and never 1, so its logarithm and the normal quantile are finite. */
  uniform(): number {
    const bits = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotateLeft(this.#d, 11);
    return (bits + 0.5) / 2 ** 32;
  }
}

/** Steele, Lea and Flood's SplitMix with 32-bit constants: an odd step, then a mixing function. */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix32(state);
  };
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix32(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function rotateLeft(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}
