import { DomainError } from '../../../platform/errors.ts';
import type { NewConsent } from '../../../subgraphs/leads/consent/consent.ts';
import { FaultCollector } from '../../../subgraphs/leads/import/fault-collector.ts';
import { RowFault } from '../../../subgraphs/leads/import/row-fault.ts';
import { ValueReader } from '../../../subgraphs/leads/import/value-reader.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../../../subgraphs/leads/leads/lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from '../../../subgraphs/leads/leads/lead-field-rule.ts';
import { parseCompanySize } from '../company-size.ts';
import type { FormLeadField, FormSource } from './form-definition.ts';
import { plainSymbols, plainText } from './plain-text.ts';
import { fieldsOf, type WebForm } from './web-form.ts';

/** Values of a submission by field, as the body has them. */
export type FormFields = Readonly<Record<string, string | number | boolean | null>>;

/** Lead of a submission, as `SubmitLeadInput`. */
export type FormLead = Partial<Record<FormLeadField, LeadFieldValue>> & { readonly consents: readonly NewConsent[] };

const COLUMNS = new Map(LEAD_COLUMNS.map((column) => [fieldOf(column), column]));
const SYMBOLS: ReadonlySet<string> = new Set(['email', 'phone', 'companySize']);
const REFUSED_CONSENT = /^(false|off|no|0)$/i;

/**
 * Reads a lead and its consents from the fields of a form.
 *
 * @throws {DomainError} VALIDATION_FAILED naming every field at fault, CONSENT_REQUIRED
 */
export function readSubmission(form: WebForm, fields: FormFields): FormLead {
  const lead = readLead(form, fields);
  if (form.sources.every(([name, source]) => source.constant !== undefined || lead[name] === undefined))
    throw new DomainError('VALIDATION_FAILED', 'body: found every field blank, expected at least one value');
  return { ...lead, consents: readConsents(form, fields) };
}

function readLead(form: WebForm, fields: FormFields): Partial<Record<FormLeadField, LeadFieldValue>> {
  const faults = new FaultCollector();
  checkFields(form, fields, faults);
  const lead: Partial<Record<FormLeadField, LeadFieldValue>> = {};
  for (const [name, source] of form.sources) {
    const value = faults.attempt(() => readValue(name, source, fields), null);
    if (value !== null) lead[name] = value;
  }
  try {
    faults.finish();
  } catch (cause) {
    throw new DomainError('VALIDATION_FAILED', (cause as RowFault).message, {}, { cause });
  }
  return lead;
}

function checkFields(form: WebForm, fields: FormFields, faults: FaultCollector): void {
  const names = Object.keys(fields);
  const refuse = (...fault: ConstructorParameters<typeof RowFault>): void =>
    faults.attempt(() => {
      throw new RowFault(...fault);
    }, undefined);
  if (names.length > form.mostFields) refuse('body', `${names.length} fields`, `at most ${form.mostFields}`);
  for (const name of names.slice(0, form.mostFields)) {
    if (!form.fields.has(name) && form.otherFields === 'REFUSE') refuse(name, 'an unknown field', 'no such field');
    const { length } = textOf(fields, name);
    if (length > form.longestField) refuse(name, `${length} characters`, `at most ${form.longestField}`);
  }
}

/** Value of a lead's field by the words of its source. @throws {RowFault} */
function readValue(name: FormLeadField, source: FormSource, fields: FormFields): LeadFieldValue {
  const plain = SYMBOLS.has(name) ? plainSymbols : plainText;
  const words = fieldsOf(source).map((field) => plain(textOf(fields, field)));
  const column = fieldsOf(source).join(' + ') || name;
  const reader = new ValueReader(new Map([[column, words.filter(Boolean).join(' ')]]), [], 0);
  const { constant, field: _, join: __, ...rules } = source;
  const word = reader.text(constant === undefined ? { column, ...rules } : { constant });
  const value = word !== null && name === 'companySize' ? readSize(word) : word;
  const expected = leadFieldExpectation(COLUMNS.get(name) as LeadColumn, value);
  if (expected) throw new RowFault(column, String(value), expected);
  return value;
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
