import { createPreference } from '../store/preference.ts';

/** Languages of the page. */
export const LANGUAGES = ['en', 'ar'] as const;

/** A language of the page. */
export type Language = (typeof LANGUAGES)[number];

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ar: 'العربية' };

/** Digits of numbers and dates in Arabic: `latn` 0123456789, `arab` ٠١٢٣٤٥٦٧٨٩. */
export const DIGITS = ['latn', 'arab'] as const;

/** A choice of digits. */
export type Digits = (typeof DIGITS)[number];

/** The chosen language; at first the browser's, where it is one of the page's. */
export const language = createPreference<Language>('language', known(LANGUAGES), browserLanguage());

/** The chosen digits; they count in Arabic only. */
export const digits = createPreference<Digits>('digits', known(DIGITS), 'latn');

/** Applies language and direction to the page, now and whenever they change. */
export function applyLanguage(): void {
  const apply = (): void => {
    document.documentElement.lang = language.get();
    document.documentElement.dir = directionOf(language.get());
  };
  language.follow(apply);
  apply();
}

/** Direction in which a language is written. */
export function directionOf(of: Language): 'ltr' | 'rtl' {
  return of === 'ar' ? 'rtl' : 'ltr';
}

function known<Value extends string>(values: readonly Value[]): (text: string) => Value | undefined {
  return (text) => values.find((value) => value === text);
}

function browserLanguage(): Language {
  const [spoken] = navigator.languages.map((tag) => tag.slice(0, 2));
  return LANGUAGES.find((of) => of === spoken) ?? 'en';
}
