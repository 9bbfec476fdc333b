/**
 * A line of CSV after RFC 4180: fields with a separator, a quotation mark or a line break are quoted, and CRLF ends the
 * line. Objects are written as JSON, and texts by {@link csvText}.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

// full-width forms are the same to a spreadsheet
const FORMULA = /^[\s"']*[=+\-@＝＋－＠]|^[\t\r\n]/;
// where the separator is another one, a cell begins behind it
const INNER_FORMULA = /([;|\t\r\n]["'\s]*)(?=[=+\-@＝＋－＠])/g;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const SUSPICIOUS = /[=+\-@＝＋－＠",;|\t\r\n]/;
const SPECIAL = /[",;|\t\r\n]/;

/**
 * A text as a field of CSV.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises: text of an attempt must not
 * run on the machine of the file's reader. Such a text begins with = + - @, a tab or a line break, also behind blanks and
 * quotation marks, or has such a beginning behind a separator or line break. A text that is a number, such as `-5` or
 * `+971501234567`, is no formula.
 *
 * @see OWASP, CSV Injection
 */
export function csvText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  const inner = text.replace(INNER_FORMULA, "$1'");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${inner}` : inner;
  return quotedIfSpecial(safe);
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return csvText(value);
  return typeof value === 'object' ? quotedIfSpecial(JSON.stringify(value)) : String(value);
}

function quotedIfSpecial(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
