import { useMemo } from 'react';
import type { Grade, LeadStage, Trend } from '../../graph/generated/graphql.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { LEAD_WORDS } from './lead-words.messages.ts';

/** Words for the values of a lead, in the reader's language. */
export interface Words {
  stage(stage: LeadStage): string;
  trend(trend: Trend): string;
  grade(grade: Grade): string;
  /** an industry, a source or a licence; one that the page does not know as it is */
  value(value: string): string;
  /** a country by its ISO 3166-1 alpha-2 code */
  country(code: string): string;
  /**
   * A reason with the feature and its value, in languages that the graph does not speak; undefined where its sentence
   * is the best there is.
   */
  reason(reason: {
    readonly feature: string;
    readonly number: number | null;
    readonly text: string | null;
  }): string | undefined;
}

/** The words of the reader's language. */
export function useLeadWords(): Words {
  const texts = useMessages(LEAD_WORDS);
  const format = useFormat();
  return useMemo(() => createWords(texts, format), [texts, format]);
}

function createWords(texts: (typeof LEAD_WORDS)['en'], format: Formats): Words {
  const countries = new Intl.DisplayNames(format.language, { type: 'region', fallback: 'code' });
  const value = (text: string): string => texts.values[text] ?? text;
  // a code that is no region is shown as it was stored
  const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code);
  return {
    stage: (stage) => texts.stages[stage],
    trend: (trend) => texts.trends[trend],
    grade: texts.grade,
    value,
    country,
    reason({ feature, number, text }) {
      const name = texts.features[feature];
      if (!name) return undefined;
      const shown = number === null ? (feature === 'country' ? country(text ?? '') : value(text ?? '')) : number;
      return `${name}: ${typeof shown === 'number' ? format.number(shown, 1) : shown || '–'}`;
    },
  };
}
