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
