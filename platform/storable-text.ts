import { refusal } from './refusal.ts';

/**
 * Whether the database can hold a text: no NUL, which PostgreSQL's text lacks, and no half of a surrogate pair, which is no
 * UTF-8.
 */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Words for an unstorable text, which complete "found …": the character and its place; undefined for any other. */
export function unstorablePart(text: string): string | undefined {
  if (isStorableText(text)) return undefined;
  const index = text.search(/\0|\p{Surrogate}/u);
  return `${text[index] === '\0' ? 'NUL' : 'half a surrogate pair'} at character ${index + 1}`;
}

/**
 * Checks every text of a value, at whatever depth.
 *
 * @param where path of the value
 * @throws {DomainError} VALIDATION_FAILED at the first text that cannot be stored
 */
export function checkStorable(where: string, value: unknown): void {
  if (typeof value === 'string') {
    const found = unstorablePart(value);
    if (found) throw refusal('VALIDATION_FAILED', where, found, 'text that can be stored');
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkStorable(`${where}[${index}]`, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) checkStorable(`${where}.${key}`, item);
  }
}

/** Checks the texts of each field of a body, see {@link checkStorable}. */
export function checkStorableBody(body: object): void {
  for (const name in body) checkStorable(name, (body as Readonly<Record<string, unknown>>)[name]);
}
