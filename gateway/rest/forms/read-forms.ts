import { readFile } from 'node:fs/promises';
import type { AccessConfig } from '../../../platform/config/access-config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { describeIssue } from '../../../subgraphs/leads/import/describe-issue.ts';
import { formsFile } from './form-definition.ts';
import { fieldsOf, type WebForm, webForm } from './web-form.ts';

/** Settings that forms are read by. */
export type FormsConfig = Pick<AccessConfig, 'formsFile' | 'formKeys' | 'corsOrigins'>;

/**
 * Reads the file of FORMS_FILE, once, at the start; none without the variable.
 *
 * @throws {DomainError} CONFIGURATION_INVALID with one line for each fault: path, found, expected
 */
export async function readForms(config: FormsConfig): Promise<ReadonlyMap<string, WebForm>> {
  const { formsFile: path } = config;
  if (path === undefined) return new Map();
  const parsed = formsFile.safeParse(await readJson(path));
  if (!parsed.success)
    throw refusal(
      path,
      parsed.error.issues.flatMap((issue) => describeIssue(issue, [])),
    );
  const forms = Object.entries(parsed.data.forms).map(([name, definition]) => webForm(name, definition));
  const faults = forms.flatMap((form) => faultsOf(form, config).map((fault) => `forms.${form.name}.${fault}`));
  if (faults.length > 0) throw refusal(path, faults);
  return new Map(forms.map((form) => [form.name, form]));
}

function faultsOf({ keys, origins, sources, honeypot, consents }: WebForm, config: FormsConfig): string[] {
  const faults: string[] = [];
  const known = new Set(config.formKeys.map(({ name }) => name));
  for (const key of keys)
    if (!known.has(key)) faults.push(`keys: found ${key}, expected names that FORM_KEYS has: ${[...known].join(', ')}`);
  if (origins.length === 0 && config.corsOrigins.length === 0)
    faults.push('origins: found none, expected the web site of the form, here or in CORS_ORIGINS');
  const fields = sources.flatMap(([, source]) => fieldsOf(source));
  if (fields.length === 0) faults.push('lead: found no field of the form, expected at least one');
  const used = [...fields, ...consents.map(({ field }) => field)];
  if (honeypot !== undefined && used.includes(honeypot))
    faults.push(`honeypot: found ${honeypot}, which a lead or a consent is read from, expected another field`);
  if (new Set(consents.map(({ purpose }) => purpose)).size < consents.length)
    faults.push('consents: found a purpose twice, expected each once');
  return faults;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw refusal(path, [`found no readable JSON: ${(error as Error).message}`], error);
  }
}

function refusal(path: string, faults: readonly string[], cause?: unknown): DomainError {
  const lines = faults.map((fault) => `FORMS_FILE ${path}: ${fault}`);
  return new DomainError('CONFIGURATION_INVALID', lines.join('\n'), {}, { cause });
}
