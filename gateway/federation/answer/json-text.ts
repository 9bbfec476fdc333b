// without what JSON escapes: quote, backslash, control characters and, with all that follow them, surrogates
const PLAIN = /^[ !#-[\]-\ud7ff]*$/;

// 40: up to here a loop is faster than starting a regular expression
const SHORT = 40;

/** The inside of a string's JSON. */
export function innerText(value: unknown): string {
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(String(value)).slice(1, -1);
}

/** JSON of a value that is most likely a string; null where `JSON.stringify` has none. */
export function anyText(value: unknown): string {
  return typeof value === 'string' && isPlain(value) ? `"${value}"` : (JSON.stringify(value) ?? 'null');
}

/** JSON of a value that is most likely a number, which concatenation writes as JSON does. */
export function numberText(value: unknown): number | string {
  return typeof value === 'number' && Number.isFinite(value) ? value : anyText(value);
}

/** JSON of a value that is most likely a boolean. */
export function booleanText(value: unknown): boolean | string {
  return typeof value === 'boolean' ? value : anyText(value);
}

function isPlain(text: string): boolean {
  const { length } = text;
  if (length > SHORT) return PLAIN.test(text);
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x22 || code === 0x5c || code > 0xd7ff) return false;
  }
  return true;
}
