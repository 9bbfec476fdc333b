import { type Measure, saturatingSum } from './measure.ts';

/** Limit ALIASES: without one, a field is asked once, however often it is named. */
export const aliases: Measure = {
  field: ({ alias }, below) => saturatingSum(alias ? 1 : 0, below),
  join: saturatingSum,
};
