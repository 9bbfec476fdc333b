import { z } from 'zod';
import { PURPOSE } from '../../../subgraphs/leads/consent/consent-rule.ts';
import { translation } from '../../../subgraphs/leads/import/value-source.ts';

/** Most fields that any form may send. */
export const MOST_FIELDS = 200;

/** Field of the form's key, where a page cannot send a header. */
export const KEY_FIELD = '_key';
/** Field of the time token. */
export const TOKEN_FIELD = '_token';
/** Field of the submission's id. */
export const SUBMISSION_FIELD = '_submission';

const field = z
  .string()
  .regex(/^[^_\s]\S{0,99}$/, 'expected the name of a field: 1 to 100 characters without blanks, not _ first')
  .describe('name of a field of the form');

const source = z
  .strictObject({
    field: field.optional(),
    join: z.array(field).min(2).max(5).optional().describe('fields to join with a blank between, such as both names'),
    constant: z.string().min(1).optional().describe('the same value for every lead'),
    ...translation,
  })
  .refine(
    ({ field: one, join, constant }) => [one, join, constant].filter((each) => each !== undefined).length === 1,
    'expected one of field, join and constant',
  );

const lead = z.strictObject({
  name: source.optional(),
  email: source.optional(),
  phone: source.optional(),
  company: source.optional(),
  companySize: source.optional().describe('42, 11-50, 500+ or MICRO, SMALL, MEDIUM, LARGE'),
  industry: source.optional(),
  country: source.optional(),
  nationality: source.optional(),
  emirate: source.optional(),
  source: source.optional(),
  campaign: source.optional(),
  licenceType: source.optional(),
  businessActivity: source.optional(),
  owner: source.optional(),
});

const consent = z.strictObject({
  purpose: z.string().regex(PURPOSE, 'expected a name in capitals such as CONTACT').describe('such as CONTACT'),
  field,
  textVersion: z.string().min(1).max(100).describe('version of the text beside the checkbox, such as 2026-11'),
  required: z.boolean().default(false).describe('whether a submission without it is refused'),
});

const webPage = z
  .url({ protocol: /^https?$/, error: 'expected an absolute http or https address' })
  .describe('absolute address of a page');
const perMinute = z.int().min(0).max(1_000_000);

const form = z.strictObject({
  origins: z
    .array(z.string().refine(isOrigin, 'expected an origin such as https://www.example.com'))
    .default([])
    .describe('web sites whose pages may send the form, besides CORS_ORIGINS'),
  keys: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('names of its keys in FORM_KEYS; the name of the form when absent'),
  lead: lead.describe('fields of the lead, and what of the form each comes from'),
  consents: z.array(consent).max(20).default([]).describe('checkboxes by which a visitor agrees to something'),
  redirects: z
    .strictObject({ success: webPage, failure: webPage })
    .describe('pages that a browser gets to see; ?code=CODE is added to the one of a failure'),
  honeypot: field.optional().describe('field that people do not see: a submission that fills it in is dropped'),
  token: z.enum(['OPTIONAL', 'REQUIRED']).default('OPTIONAL').describe('REQUIRED: no submission without a time token'),
  leastFillSeconds: z.number().min(0).max(600).default(2).describe('least age of a time token, seconds'),
  ratePerMinute: perMinute.optional().describe('submissions of the form; FORM_RATE_LIMIT_PER_MINUTE when absent'),
  ratePerAddressPerMinute: perMinute.default(10).describe('submissions of one client address; 0: no limit'),
  repeatMinutes: z
    .int()
    .min(1)
    .max(1_440)
    .default(10)
    .describe('time in which the same values again make no second lead, minutes'),
  otherFields: z
    .enum(['REFUSE', 'IGNORE'])
    .default('REFUSE')
    .describe('what becomes of fields that are not named here'),
  mostFields: z.int().min(1).max(MOST_FIELDS).default(50).describe('most fields of a submission'),
  longestField: z.int().min(1).max(10_000).default(2_000).describe('longest value of a field, characters'),
});

/** Name of a form: that of a key in FORM_KEYS is one too. */
export const FORM_NAME = /^[\w.-]{1,64}$/;

/** Schema of the file of FORMS_FILE. */
export const formsFile = z.strictObject({
  $schema: z.string().optional().describe('address of this schema, for editors'),
  forms: z
    .record(z.string().regex(FORM_NAME, 'expected 1 to 64 letters, digits, _ . and -'), form)
    .describe('forms by their names, which POST /forms/{name} takes'),
});

/** Settings of a web form. */
export type FormDefinition = z.output<typeof form>;
/** Source of a value of a lead. */
export type FormSource = z.output<typeof source>;
/** Field of a lead that a form can give. */
export type FormLeadField = keyof FormDefinition['lead'];

/** JSON Schema (draft 2020-12) of the file of FORMS_FILE. */
export function formsFileSchema(): Record<string, unknown> {
  return { title: 'Web forms', ...z.toJSONSchema(formsFile, { io: 'input' }) };
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
