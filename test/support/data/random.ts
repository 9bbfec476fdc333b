/** A seeded source of chance for simulations: the same numbers at every run. */
export interface Random {
  /** uniform on [0, 1) */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** how many of so many trials succeed */
  binomial(trials: number, chance: number): number;
}

/** Mulberry32: 32 bits of state, good enough for simulations. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const binomial = (trials: number, chance: number) => {
    let successes = 0;
    for (let i = 0; i < trials; i += 1) successes += Number(uniform() < chance);
    return successes;
  };
  return { uniform, normal, binomial };
}
