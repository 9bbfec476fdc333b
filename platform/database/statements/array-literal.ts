const SPECIAL = /["\\]/;
const EACH_SPECIAL = /["\\]/g;

/**
 * PostgreSQL array of texts, as the text of one parameter. Cheaper to write, and for the server to read, than rows of JSON.
 *
 * @param texts null is NULL
 */
export function textArray(texts: readonly (string | null)[]): string {
  let literal = '';
  for (const text of texts) literal += `${literal && ','}${text === null ? 'NULL' : quoted(text)}`;
  return `{${literal}}`;
}

/** PostgreSQL array of numbers or truth values, as the text of one parameter; null is NULL, and NaN is a number. */
export function plainArray(values: readonly (number | boolean | null)[]): string {
  let literal = '';
  for (const value of values) literal += `${literal && ','}${value === null ? 'NULL' : value}`;
  return `{${literal}}`;
}

function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replace(EACH_SPECIAL, '\\$&')}"` : `"${text}"`;
}
