import { MOST_CONSENTS } from '../../subgraphs/leads/consent/consent-rule.ts';
import { MOST_SECTION_ROWS } from '../../subgraphs/leads/erasure/person/export-person.ts';
import { PERSON_SECTIONS } from '../../subgraphs/leads/erasure/person/person-sections.ts';
import { IDEMPOTENCY_KEY_HEADER, type JsonSchema, type RestContract } from './contract.ts';

/** Body of `POST /leads`. Null means unknown, like a missing field. */
export interface SubmitLeadBody {
  readonly lead_id?: string | number | null;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly company?: string | null;
  readonly company_size?: number | string | null;
  readonly industry?: string | null;
  readonly country?: string | null;
  readonly nationality?: string | null;
  readonly emirate?: string | null;
  readonly referral_source?: string | null;
  readonly campaign?: string | null;
  readonly licence_type?: string | null;
  readonly business_activity?: string | null;
  readonly created_at?: string | null;
  readonly consents?: readonly {
    readonly purpose: string;
    readonly text_version: string;
    readonly given_at?: string | null;
  }[];
}

const LONGEST_TEXT = 200;

function optionalText(description: string, example: string): JsonSchema {
  return { type: ['string', 'null'], maxLength: LONGEST_TEXT, description, examples: [example] };
}

const CONSENTS = {
  type: 'array',
  maxItems: MOST_CONSENTS,
  description: 'What the person agreed to, each purpose once.',
  items: {
    type: 'object',
    required: ['purpose', 'text_version'],
    additionalProperties: false,
    properties: {
      purpose: { type: 'string', maxLength: 64, description: 'Purpose in capitals.', examples: ['CONTACT'] },
      text_version: {
        type: 'string',
        maxLength: 100,
        description: 'Version of the text that the person agreed to.',
        examples: ['2026-11'],
      },
      given_at: {
        type: ['string', 'null'],
        maxLength: 40,
        description: 'Time of the consent, ISO 8601, not in the future; by default now.',
      },
    },
  },
} as const satisfies JsonSchema;

const BODY = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    lead_id: {
      type: ['string', 'integer', 'null'],
      minLength: 1,
      maxLength: LONGEST_TEXT,
      pattern: '\\S',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Id of the lead in the CRM; generated if missing.',
      examples: ['lead-4711'],
    },
    name: optionalText('Name of the contact.', 'Amina Saleh'),
    email: optionalText('E-mail address of the contact.', 'amina@example.com'),
    phone: optionalText('Phone number of the contact.', '+971501234567'),
    company: optionalText('Name of the company.', 'Saleh Trading'),
    company_size: {
      type: ['number', 'string', 'null'],
      minimum: 0,
      maximum: 1e9,
      maxLength: 80,
      description: 'Employees: a number, a band such as 11-50 or 500+, or one of MICRO, SMALL, MEDIUM, LARGE.',
      examples: [42, '11-50', 'SMALL'],
    },
    industry: optionalText('Industry of the company.', 'TRADING'),
    country: optionalText('Where the lead comes from, ISO 3166-1 alpha-2.', 'AE'),
    nationality: optionalText('Nationality of the contact, ISO 3166-1 alpha-2.', 'AE'),
    emirate: optionalText('Emirate the lead is in.', 'DUBAI'),
    referral_source: optionalText('Channel that brought the lead.', 'GOOGLE_ADS'),
    campaign: optionalText('Marketing campaign that brought the lead.', 'spring-2026'),
    licence_type: optionalText('Kind of business licence the lead asks for.', 'FREE_ZONE_COMMERCIAL'),
    business_activity: optionalText('What the licence is for, in words.', 'General trading'),
    created_at: {
      type: ['string', 'null'],
      maxLength: 40,
      description:
        'Time when the lead was created, ISO 8601, not in the future; by default now. Without a zone it is UTC.',
      examples: ['2026-11-20T08:30:00Z'],
    },
    consents: CONSENTS,
  },
} as const satisfies JsonSchema;

const time = (description: string) => ({ type: 'string', format: 'date-time', description }) as const;

/** `POST /leads`: a web form's lead. */
export const SUBMIT_LEAD: RestContract = {
  method: 'POST',
  url: '/leads',
  operationId: 'submitLead',
  summary: 'Submit a lead',
  description:
    'Stores a lead. The Location header says where it can be read. A web form sends its key instead of a token, with an idempotency key and without lead_id.',
  access: 'leads:write',
  takesFormKey: true,
  headers: IDEMPOTENCY_KEY_HEADER,
  body: BODY,
  answers: {
    201: {
      description: 'The lead is stored.',
      schema: {
        type: 'object',
        required: ['lead_id', 'created_at', 'location'],
        additionalProperties: false,
        properties: {
          lead_id: { type: 'string', description: 'Id of the lead.' },
          created_at: time('When the lead came to be.'),
          location: { type: 'string', description: 'Path where the lead can be read.', examples: ['/leads/lead-4711'] },
        },
      },
    },
  },
  refusals: [
    'LEAD_EXISTS',
    'LEAD_ERASED',
    'IDEMPOTENCY_KEY_REUSED',
    'STORAGE_FULL',
    'DATABASE_UNAVAILABLE',
    'DATABASE_BUSY',
    'DATABASE_READ_ONLY',
  ],
};

/** `GET /leads/{lead_id}`: a lead, without contact data. */
export const GET_LEAD: RestContract = {
  method: 'GET',
  url: '/leads/:lead_id',
  operationId: 'getLead',
  summary: 'Read a lead',
  description: 'One lead and its current score, without contact data, which only the graph returns.',
  access: 'leads:read',
  params: {
    type: 'object',
    required: ['lead_id'],
    properties: { lead_id: { type: 'string', minLength: 1, maxLength: LONGEST_TEXT, description: 'Id of the lead.' } },
  },
  answers: {
    200: {
      description: 'The lead.',
      schema: {
        type: 'object',
        required: ['lead_id', 'created_at', 'stage', 'company', 'score'],
        additionalProperties: false,
        properties: {
          lead_id: { type: 'string', description: 'Id of the lead.' },
          created_at: time('When the lead came to be.'),
          stage: { type: 'string', description: 'Stage in the sales process.' },
          company: { type: ['string', 'null'], description: 'Name of the company; null if unknown.' },
          score: {
            type: ['object', 'null'],
            description: 'The newest score; null before the first.',
            required: ['lead_score', 'score_category', 'model_version', 'prediction_timestamp'],
            additionalProperties: false,
            properties: {
              lead_score: {
                type: 'number',
                minimum: 0,
                maximum: 1,
                description: 'Probability that the lead converts, 0 to 1.',
              },
              score_category: {
                type: 'string',
                enum: ['A', 'B', 'C', 'D'],
                description: 'Grade of the probability, from A (highest) to D (lowest).',
              },
              model_version: { type: 'string', description: 'Model and version of the score.' },
              prediction_timestamp: time('When it was scored.'),
            },
          },
        },
      },
    },
  },
  refusals: ['LEAD_NOT_FOUND', 'VALIDATION_FAILED', 'DATABASE_UNAVAILABLE', 'DATABASE_BUSY'],
};

const PERSON_ROWS = {
  type: 'array',
  items: { type: 'object', additionalProperties: true },
} as const satisfies JsonSchema;

/** `GET /leads/{lead_id}/person`: everything that is held about a person. */
export const EXPORT_PERSON: RestContract = {
  method: 'GET',
  url: '/leads/:lead_id/person',
  operationId: 'exportPerson',
  summary: 'Export a person',
  description: 'Everything that is held about the person of a lead, as of one moment.',
  access: 'leads:read',
  alsoNeeds: ['leads:pii'],
  params: GET_LEAD.params as JsonSchema,
  answers: {
    200: {
      description: 'The person. Times within the rows are epoch milliseconds.',
      schema: {
        type: 'object',
        required: ['lead_id', 'lead_ids', 'exported_at', 'truncated_sections', 'data'],
        additionalProperties: false,
        properties: {
          lead_id: { type: 'string', description: 'Id of the lead that was asked for.' },
          lead_ids: { type: 'array', items: { type: 'string' }, description: 'Ids of all leads of the person.' },
          exported_at: time('Time of the export.'),
          truncated_sections: {
            type: 'array',
            items: { type: 'string' },
            description: `Sections of which only the first ${MOST_SECTION_ROWS} rows are there.`,
          },
          data: {
            type: 'object',
            description: 'Rows by section; a part of the platform that has never run has none.',
            additionalProperties: false,
            properties: Object.fromEntries(
              PERSON_SECTIONS.map(({ name, description }) => [name, { ...PERSON_ROWS, description }]),
            ),
          },
        },
      },
    },
  },
  refusals: ['LEAD_NOT_FOUND'],
};
