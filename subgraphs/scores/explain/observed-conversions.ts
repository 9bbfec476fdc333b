import { FEATURES, type FeatureName, type FeatureValue, type FeatureVector } from '../../../lake/features/features.ts';
import { binKey, binOf, type FeatureBin } from './feature-bin.ts';
import { binPhrase } from './phrases.ts';

/** Outcomes of the matured leads that had a value of one bin when they were first scored. */
export interface ObservedConversions {
  /** the bin in words: `with 3 to 4 meetings` */
  readonly group: string;
  readonly leads: number;
  readonly converted: number;
  /** (converted / leads) over the same share of all matured leads; null when none of them converted */
  readonly ratio: number | null;
}

/** A matured lead: features when it was first scored, and whether it converted afterwards. */
export interface MaturedLead {
  readonly leadId: string;
  readonly features: FeatureVector;
  readonly isConverted: boolean;
}

// the share of 50 leads has a standard error of at most 7 per cent points
const LEAST_LEADS = 50;

interface Count {
  readonly bin: FeatureBin;
  leads: number;
  converted: number;
}

/** Counts the outcomes of matured leads by bin of each feature. */
export class ConversionCounts {
  readonly #counts = new Map<string, Count>();
  #leads = 0;
  #converted = 0;

  /** Counts one more lead. */
  add({ features, isConverted }: Omit<MaturedLead, 'leadId'>): void {
    this.#leads++;
    if (isConverted) this.#converted++;
    for (const { name } of FEATURES) {
      const bin = binOf(name, features[name] ?? null);
      const key = keyOf(name, bin);
      const count = this.#counts.get(key) ?? { bin, leads: 0, converted: 0 };
      count.leads++;
      if (isConverted) count.converted++;
      this.#counts.set(key, count);
    }
  }

  /** Outcomes of the leads with a value of the same bin; undefined below 50 of them. */
  find(feature: FeatureName, value: FeatureValue): ObservedConversions | undefined {
    const count = this.#counts.get(keyOf(feature, binOf(feature, value)));
    if (!count || count.leads < LEAST_LEADS) return undefined;
    const { bin, leads, converted } = count;
    const ofAll = this.#converted / this.#leads;
    return { group: binPhrase(feature, bin), leads, converted, ratio: ofAll > 0 ? converted / leads / ofAll : null };
  }
}

function keyOf(feature: FeatureName, bin: FeatureBin): string {
  return `${feature}/${binKey(bin)}`;
}
