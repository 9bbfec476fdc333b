/**
 * The stream on which River's detectors were run for reference: uniform, its upper half from value 700 on, squared from
 * value 1500 on, from a linear congruential generator.
 */
export function riverStream(length: number): readonly number[] {
  let state = 12_345n;
  return Array.from({ length }, (_, i) => {
    state = (state * 1_103_515_245n + 12_345n) % 2_147_483_648n;
    const uniform = Number(state) / 2_147_483_648;
    return i < 700 ? uniform : i < 1_500 ? 0.5 + uniform / 2 : uniform * uniform;
  });
}
