import { createPreference } from '../../store/preference.ts';

/** Units of the bars of a score. */
export const UNITS = ['logOdds', 'probability'] as const;

/** A unit of the bars of a score. */
export type Unit = (typeof UNITS)[number];

/** The chosen unit of the bars. */
export const unit = createPreference<Unit>(
  'explanation-unit',
  (text) => UNITS.find((each) => each === text),
  'logOdds',
);
