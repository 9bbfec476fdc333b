import type { Language } from '../../language/language.ts';
import { type FieldName, WORDS } from './words.messages.ts';

/** Name of a lead's field in words. */
export function fieldWord(name: string, language: Language): string {
  return WORDS[language].fields[name as FieldName] ?? name;
}
