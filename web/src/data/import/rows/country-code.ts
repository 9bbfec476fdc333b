import { foldName } from './lead-field.ts';

// short names that are in use, and that CLDR does not have
const SHORT_NAMES: Readonly<Record<string, string>> = {
  uae: 'AE',
  'u a e': 'AE',
  ksa: 'SA',
  uk: 'GB',
  usa: 'US',
  'united states of america': 'US',
  الامارات: 'AE',
  السعوديه: 'SA',
  امريكا: 'US',
  بريطانيا: 'GB',
};

let codes: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 code of a country, for its code or its name in English or Arabic; undefined for other words. */
export function countryCode(text: string): string | undefined {
  codes ??= namedCodes();
  const name = foldName(text);
  return codes.get(name) ?? SHORT_NAMES[name];
}

/** Codes by the folded code itself and the names that the browser knows. */
function namedCodes(): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const languages = ['en', 'ar'].map((tag) => new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' }));
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      const names = languages.flatMap((names) => names.of(code) ?? []);
      if (names.length === 0) continue;
      // `UK` and the like are other spellings of a code: the first one counts
      for (const name of [code, ...names]) if (!named.has(foldName(name))) named.set(foldName(name), code);
    }
  named.delete('uk');
  return named;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
