import { useStore } from '../store/store.ts';
import { type Language, language } from './language.ts';

/** Texts of one room in every language: strings, and functions from values to strings. */
export type Messages<Texts> = Readonly<Record<Language, Texts>>;

/** Declares a room's texts; the compiler demands each text in each language. */
export function defineMessages<Texts>(texts: Messages<Texts>): Messages<Texts> {
  return texts;
}

/** A room's texts in the chosen language. */
export function useMessages<Texts>(texts: Messages<Texts>): Texts {
  return texts[useStore(language)];
}

/** Forms of a counted noun: Arabic has six of them, English two. */
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const RULES: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  ar: new Intl.PluralRules('ar'),
};

/** The form of a noun for a count, by the rules of CLDR. */
export function plural(of: Language, count: number, forms: PluralForms): string {
  return forms[RULES[of].select(count)] ?? forms.other;
}
