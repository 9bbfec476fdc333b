import { murmurHash } from './murmur-hash.ts';

/** 2³²: the number of different hashes. */
export const HASHES: number = 2 ** 32;

/**
 * Position of a text in [0, 1) under a salt: murmurHash(text, murmurHash(salt, 0)) / 2³².
 *
 * The same in every process and at every time; uniform over texts; independent between salts, so that two draws do not choose
 * the same texts.
 *
 * @param salt of the draw
 */
export function hashedPoint(salt: string, text: string): number {
  return murmurHash(text, murmurHash(salt, 0)) / HASHES;
}
