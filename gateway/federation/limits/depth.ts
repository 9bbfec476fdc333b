import type { Measure } from './measure.ts';

/**
 * Limit DEPTH: fields from the root to the innermost one; `{ lead { id } }` is 2 deep.
 *
 * What stands below `__schema` and `__type` does not count: validation bounds how deep introspection goes.
 */
export const depth: Measure = {
  field: ({ name }, below) => (name.value.startsWith('__') ? 1 : 1 + below),
  join: Math.max,
};
