import type { ScoreChangeKind } from '../../graph/generated/graphql.ts';
import type { Formats } from '../../language/format.ts';
import { LEAD_WORDS } from '../../queue/words/lead-words.messages.ts';
import { FEATURE_MESSAGES } from './feature.messages.ts';

/** A feature with its value, as scores have it. */
export interface FeatureValue {
  readonly name: string;
  readonly unit: string | null;
  readonly number: number | null;
  readonly text: string | null;
}

/** A part of a change, as the graph has it. */
export interface ChangePart {
  readonly kind: ScoreChangeKind;
  readonly sentence: string;
  readonly feature: FeatureValue | null;
  readonly before: FeatureValue | null;
}

/** Name of a feature in the reader's language; of one that the page does not know its own, in words. */
export function featureName(name: string, { language }: Formats): string {
  return FEATURE_MESSAGES[language].names[name] ?? name.replaceAll('_', ' ');
}

/** Value of a feature in the reader's language. */
export function featureValue({ name, unit, number, text }: FeatureValue, formats: Formats): string {
  const texts = FEATURE_MESSAGES[formats.language];
  if (text !== null)
    return name === 'country' ? countryName(text, formats) : (LEAD_WORDS[formats.language].values[text] ?? text);
  if (number === null) return texts.unknown;
  if (unit === 'seconds') return formats.duration(number * 1_000);
  if (unit === 'days') return texts.days(roundTo(number, 1), formats.number(number, 1));
  return formats.number(number, 2);
}

/** Part of a change as a sentence: the graph's in English, composed in other languages. */
export function partSentence({ kind, sentence, feature, before }: ChangePart, formats: Formats): string {
  if (formats.language === 'en') return sentence;
  const { parts } = FEATURE_MESSAGES[formats.language];
  if (kind === 'MODEL_VERSION') return parts.modelVersion;
  if (kind === 'CALIBRATION') return parts.calibration;
  if (kind === 'ROUNDING' || !feature) return parts.rounding;
  const [name, now] = [featureName(feature.name, formats), featureValue(feature, formats)];
  if (kind === 'INTERPLAY' || !before) return parts.interplay(name, now);
  return parts.was(name, now, featureValue(before, formats));
}

function countryName(code: string, { language }: Formats): string {
  // a code that is no region is shown as it was stored
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(code) ?? code;
}

function roundTo(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
