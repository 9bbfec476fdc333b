import { type Measure, saturatingSum } from './measure.ts';

/** Limit DIRECTIVES: on operations, fields and uses of fragments. */
export const directives: Measure = {
  field: (node, below) => saturatingSum(node.directives?.length ?? 0, below),
  frame: (node, inside) => saturatingSum(node.directives?.length ?? 0, inside),
  join: saturatingSum,
};
