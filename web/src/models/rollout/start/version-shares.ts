import { shareOf, withoutNoise } from './typed-number.ts';

/** Version with its share as the form holds it, as typed. */
export interface DraftVersion {
  readonly version: number;
  /** percent */
  readonly share: string;
}

/** Faults of a version with its share, the same as the gateway's rules. */
export type VersionFault = 'TWICE' | 'SHARE' | 'LEAVES_CHAMPION';

/** Share of the leads that the versions under test of an A/B test answer together, 0 to 1; NaN for an unfit one. */
export function treatedShare(treatments: readonly DraftVersion[]): number {
  return withoutNoise(treatments.reduce((sum, { share }) => sum + shareOf(share), 0));
}

/** Arms of an A/B test as the graph takes them: the champion answers what its versions under test leave. */
export function plannedArms(
  champion: number,
  treatments: readonly DraftVersion[],
): readonly { readonly version: number; readonly weight: number }[] {
  return [
    { version: champion, weight: withoutNoise(1 - treatedShare(treatments)) },
    ...treatments.map(({ version, share }) => ({ version, weight: shareOf(share) })),
  ];
}

/** Shadows as the graph takes them. */
export function plannedShadows(
  shadows: readonly DraftVersion[],
): readonly { readonly version: number; readonly share: number }[] {
  return shadows.map(({ version, share }) => ({ version, share: shareOf(share) }));
}

/** Faults of the versions under test of an A/B test, by version; undefined for one without. */
export function treatmentFaults(treatments: readonly DraftVersion[]): readonly (VersionFault | undefined)[] {
  const isAll = treatedShare(treatments) >= 1;
  return treatments.map(({ version, share }, index) => {
    if (isTwice(version, treatments, index)) return 'TWICE';
    if (!(shareOf(share) > 0 && shareOf(share) < 1)) return 'SHARE';
    return isAll && index === treatments.length - 1 ? 'LEAVES_CHAMPION' : undefined;
  });
}

/**
 * Faults of the shadows, by shadow; undefined for one without.
 *
 * @param tested versions under test
 */
export function shadowFaults(
  shadows: readonly DraftVersion[],
  tested: readonly number[],
): readonly (VersionFault | undefined)[] {
  return shadows.map(({ version, share }, index) => {
    if (tested.includes(version) || isTwice(version, shadows, index)) return 'TWICE';
    return shareOf(share) > 0 && shareOf(share) <= 1 ? undefined : 'SHARE';
  });
}

function isTwice(version: number, among: readonly DraftVersion[], index: number): boolean {
  return among.findIndex((other) => other.version === version) < index;
}
