const DIMENSIONS = ['INDUSTRY', 'COUNTRY', 'SOURCE'] as const;

/** Feature by whose values leads are sliced. */
export type Dimension = (typeof DIMENSIONS)[number];

/** A slice of the leads; a value that is null stands for leads without one. */
export interface Slice {
  readonly dimension: Dimension;
  readonly value: string | null;
}

/** The name that the graph gives to leads without a value of the dimension. */
const NO_VALUE = '(none)';

/** A slice as the address holds it: `COUNTRY=AE`. @param value as the graph names the slice */
export function sliceText(dimension: string, value: string): string {
  return `${dimension}=${value}`;
}

/** The slice that an address names; undefined: all leads. */
export function readSlice(text: string | null): Slice | undefined {
  const [, name, value] = /^(\w+)=(.+)$/s.exec(text ?? '') ?? [];
  const dimension = DIMENSIONS.find((each) => each === name);
  if (!dimension || value === undefined) return undefined;
  return { dimension, value: value === NO_VALUE ? null : value };
}
