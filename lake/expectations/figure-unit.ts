import type { Measure } from './expectation.ts';

/** Units of figures. SHARE: of rows, 0 to 1. RATIO: to the rows of an earlier check. SECONDS. NUMBER: in the unit of a column. */
export const FIGURE_UNITS = ['SHARE', 'RATIO', 'SECONDS', 'NUMBER'] as const;

/** A unit of {@link FIGURE_UNITS}. */
export type FigureUnit = (typeof FIGURE_UNITS)[number];

/** Unit of the figure of a measure. */
export function figureUnit({ kind }: Measure): FigureUnit {
  switch (kind) {
    case 'ROW_GROWTH':
      return 'RATIO';
    case 'AGE_SECONDS':
      return 'SECONDS';
    case 'MEAN':
      return 'NUMBER';
    default:
      return 'SHARE';
  }
}
