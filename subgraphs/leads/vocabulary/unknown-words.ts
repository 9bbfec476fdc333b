import type { LeadFilter } from '../leads/lead-filter.ts';
import { FILTERED_FIELDS, type LeadFacet } from './facet-field.ts';
import { nearestWord } from './nearest-word.ts';

/** Most warnings about one filter. */
export const MOST_WARNINGS = 20;

/**
 * Warnings about values of a filter that no lead has, such as `industries: no lead has "TRADNG"; did you mean "TRADING"?`.
 *
 * @param vocabulary values of all leads
 */
export function warnOfUnknownWords(filter: LeadFilter, vocabulary: readonly LeadFacet[]): string[] {
  const warnings = Object.entries(FILTERED_FIELDS).flatMap(([condition, field]) => {
    const facet = vocabulary.find((each) => each.field === field);
    const known = (facet?.values ?? []).flatMap(({ value }) => value ?? []);
    const isKnown = new Set(known);
    const words = filter[condition as keyof typeof FILTERED_FIELDS] ?? [];
    return words.filter((word) => !isKnown.has(word)).map((word) => warning(condition, word, known));
  });
  return warnings.slice(0, MOST_WARNINGS);
}

function warning(condition: string, word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  const hint = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
  return `${condition}: no lead has ${JSON.stringify(word.slice(0, 80))}${hint}`;
}
