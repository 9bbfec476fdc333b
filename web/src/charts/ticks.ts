const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Round values that divide an axis from 0, at most `most` of them above 0; the last one is the end of the axis.
 *
 * @param highest value to be shown, above 0
 * @throws {RangeError} for another value
 */
export function ticksTo(highest: number, most = 5): readonly number[] {
  if (!(highest > 0 && Number.isFinite(highest))) throw new RangeError(`ticks: found ${highest}, expected more than 0`);
  const rough = highest / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((factor) => factor * power >= rough * 0.999_999) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-6);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
