import type { FeatureName } from '../../../lake/features/features.ts';
import { directionOf, valueText } from './contribution.ts';
import type { ChangePart } from './score-change.ts';

/** Versions of the two scores of a change. */
export interface ChangedVersions {
  readonly from: number;
  readonly to: number;
}

/** Words a part of a change as a sentence: `3 meetings, 1 meeting before: raises the score`. */
export function changeSentence(part: ChangePart, versions: ChangedVersions): string {
  const direction = directionOf(part.contribution);
  const verb = direction === 'RAISES' ? 'raises' : direction === 'LOWERS' ? 'lowers' : 'hardly moves';
  return `${subject(part, versions)}: ${verb} the score`;
}

function subject({ kind, feature, before, after }: ChangePart, { from, to }: ChangedVersions): string {
  const name = feature as FeatureName;
  switch (kind) {
    case 'FEATURE':
      return `${valueText(name, after)}, ${valueText(name, before)} before`;
    case 'AGE':
      return `${valueText(name, after)}, as time has passed`;
    case 'INTERPLAY':
      return `${valueText(name, after)}, unchanged, together with other values`;
    case 'MODEL_VERSION':
      return `version ${to} of the model in place of version ${from}`;
    case 'CALIBRATION':
      return `the calibration of version ${to} in place of that of version ${from}`;
    case 'ROUNDING':
      return 'rounding within the model';
  }
}
