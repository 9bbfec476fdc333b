import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import type { NewConsent } from '../../../subgraphs/leads/consent/consent.ts';
import { upperSnake } from '../../../subgraphs/leads/import/value-reader.ts';
import { fieldOf, LEAD_COLUMNS } from '../../../subgraphs/leads/leads/lead-columns.ts';
import { leadFieldExpectation } from '../../../subgraphs/leads/leads/lead-field-rule.ts';
import { parseCompanySize } from '../company-size.ts';
import type { FormLeadField, FormSource } from './form-definition.ts';
import { plainSymbols, plainText } from './plain-text.ts';
import { fieldsOf, type WebForm } from './web-form.ts';

/** Values of a submission by field, as the body has them. */
export type FormFields = Readonly<Record<string, string | number | boolean | null>>;

/** Lead of a submission, as `SubmitLeadInput`. */
export type FormLead = Partial<Record<FormLeadField, string | number | null>> & {
  readonly consents: readonly NewConsent[];
};

const COLUMNS = new Map(LEAD_COLUMNS.map((column) => [fieldOf(column), column]));
const SYMBOLS: ReadonlySet<string> = new Set(['email', 'phone', 'companySize']);
const REFUSED_CONSENT = /^(false|off|no|0)$/i;

/**
 * Reads a lead and its consents from the fields of a form.
 *
 * @throws {DomainError} VALIDATION_FAILED naming every field at fault, CONSENT_REQUIRED
 */
export function readSubmission(form: WebForm, fields: FormFields): FormLead {
  const faults = new InputFaults();
  checkFields(form, fields, faults);
  const lead: Partial<Record<FormLeadField, string | number | null>> = {};
  for (const [name, source] of form.sources) {
    const value = readValue(name, source, fields, faults);
    if (value !== null) lead[name] = value;
  }
  faults.check();
  if (form.sources.every(([name, source]) => source.constant !== undefined || lead[name] === undefined))
    throw new DomainError('VALIDATION_FAILED', 'body: found every field blank, expected at least one value');
  return { ...lead, consents: readConsents(form, fields) };
}

function checkFields(
  { fields: known, otherFields, mostFields, longestField }: WebForm,
  fields: FormFields,
  faults: InputFaults,
): void {
  const names = Object.keys(fields);
  if (names.length > mostFields) faults.add('body', `${names.length} fields`, `at most ${mostFields}`);
  for (const name of names.slice(0, mostFields)) {
    if (!known.has(name) && otherFields === 'REFUSE') faults.add(name, 'an unknown field', 'fields of the form only');
    const length = textOf(fields, name).length;
    if (length > longestField) faults.add(name, `${length} characters`, `at most ${longestField}`);
  }
}

function readValue(
  name: FormLeadField,
  source: FormSource,
  fields: FormFields,
  faults: InputFaults,
): string | number | null {
  const where = fieldsOf(source).join(' + ') || name;
  const plain = SYMBOLS.has(name) ? plainSymbols : plainText;
  const text =
    source.constant ??
    fieldsOf(source)
      .map((field) => plain(textOf(fields, field)))
      .filter(Boolean)
      .join(' ');
  const word = translate(text, source, () => faults.add(where, text, 'one of the choices of the form'));
  if (word === null) return null;
  const value = name === 'companySize' ? readSize(word) : word;
  const expected = leadFieldExpectation(COLUMNS.get(name) as never, value);
  if (expected) faults.add(where, word, expected);
  return value;
}

function translate(text: string, { values, otherwise, words }: FormSource, reject: () => void): string | null {
  if (text === '') return null;
  if (values && Object.hasOwn(values, text)) return values[text] ?? null;
  if (values && otherwise === 'MISSING') return null;
  if (values && otherwise === 'REJECT') {
    reject();
    return null;
  }
  return words === 'UPPER_SNAKE' ? upperSnake(text) : text;
}

/** Employees; a text that is no size stays, and is refused as one. */
function readSize(text: string): number | string {
  try {
    return Math.round(parseCompanySize(text));
  } catch {
    return text;
  }
}

function readConsents({ consents }: WebForm, fields: FormFields): readonly NewConsent[] {
  const given = consents.filter(({ field }) => {
    const text = textOf(fields, field).trim();
    return text !== '' && !REFUSED_CONSENT.test(text);
  });
  const missing = consents.filter((consent) => consent.required && !given.includes(consent));
  if (missing.length > 0) {
    const names = missing.map(({ field }) => field);
    throw new DomainError('CONSENT_REQUIRED', `${names.join(', ')}: found no consent, expected it`, { fields: names });
  }
  return given.map(({ purpose, textVersion }) => ({ purpose, textVersion }));
}

function textOf(fields: FormFields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value === undefined || value === null ? '' : String(value);
}
