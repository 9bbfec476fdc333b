import { type Measure, saturatingSum } from './measure.ts';

/** Limit FIELDS. What comes after it may write fragments out: no document is larger then than this limit. */
export const fields: Measure = {
  field: (_, below) => saturatingSum(1, below),
  frame: (_, inside) => saturatingSum(1, inside),
  join: saturatingSum,
};
