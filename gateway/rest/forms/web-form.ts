import {
  type FormDefinition,
  type FormLeadField,
  type FormSource,
  KEY_FIELD,
  SUBMISSION_FIELD,
  TOKEN_FIELD,
} from './form-definition.ts';

/** A form of FORMS_FILE. */
export interface WebForm extends FormDefinition {
  readonly name: string;
  /** names of its keys in FORM_KEYS */
  readonly keys: string[];
  /** what fields of the lead come from */
  readonly sources: readonly (readonly [FormLeadField, FormSource])[];
  /** names of the fields that it may send */
  readonly fields: ReadonlySet<string>;
}

/** Completes a definition. */
export function webForm(name: string, definition: FormDefinition): WebForm {
  const { lead, consents, honeypot, keys = [name] } = definition;
  const fields = new Set([KEY_FIELD, TOKEN_FIELD, SUBMISSION_FIELD, ...consents.map(({ field }) => field)]);
  const sources = (Object.entries(lead) as [FormLeadField, FormSource | undefined][]).filter(
    (entry): entry is [FormLeadField, FormSource] => entry[1] !== undefined,
  );
  for (const [, source] of sources) for (const field of fieldsOf(source)) fields.add(field);
  if (honeypot !== undefined) fields.add(honeypot);
  return { ...definition, name, keys, sources, fields };
}

/** Fields that a source reads. */
export function fieldsOf({ field, join }: FormSource): readonly string[] {
  return field === undefined ? (join ?? []) : [field];
}
