import { IDEMPOTENCY_KEY_HEADER, type RestContract } from './contract.ts';

/** Body of `POST /score-lead`. A null or missing feature is missing for the model. */
export interface ScoreLeadBody {
  readonly lead_id: string | number;
  readonly company_size?: number | string | null;
  readonly industry?: string | null;
  readonly page_views?: number | null;
  readonly time_on_site?: number | null;
  readonly form_completion_time?: number | null;
  readonly referral_source?: string | null;
  readonly created_at?: string | null;
}

/** Response of `POST /score-lead`. */
export interface ScoreLeadAnswer {
  readonly lead_id: string;
  readonly lead_score: number;
  readonly score_category: string;
  readonly model_version: string;
  readonly prediction_timestamp: string;
  readonly latency_ms: number;
}

const BODY = {
  type: 'object',
  required: ['lead_id'],
  additionalProperties: false,
  properties: {
    lead_id: {
      type: ['string', 'integer'],
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      minimum: 0,
      // larger JSON numbers are not exact
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Id of the lead in the CRM; a number is taken as its digits.',
      examples: ['lead-4711'],
    },
    company_size: {
      type: ['number', 'string', 'null'],
      minimum: 0,
      maximum: 1e9,
      maxLength: 80,
      description: 'Employees: a number, a band such as 11-50 or 500+, or one of MICRO, SMALL, MEDIUM, LARGE.',
      examples: [42, '11-50', 'SMALL'],
    },
    industry: { type: ['string', 'null'], maxLength: 200, description: 'Industry.', examples: ['TRADING'] },
    page_views: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1e9,
      description: 'Number of pages viewed.',
      examples: [12],
    },
    time_on_site: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1e9,
      description: 'Time spent on the website, seconds.',
      examples: [340],
    },
    form_completion_time: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1e9,
      description: 'Time taken to fill in the form, seconds.',
      examples: [75],
    },
    referral_source: {
      type: ['string', 'null'],
      maxLength: 200,
      description: 'Channel that the lead came from.',
      examples: ['GOOGLE_ADS'],
    },
    created_at: {
      type: ['string', 'null'],
      maxLength: 40,
      description: 'Time when the lead was created, ISO 8601, not in the future. Without a zone it is UTC.',
      examples: ['2026-11-20T08:30:00Z'],
    },
  },
} as const;

const ANSWER = {
  type: 'object',
  required: ['lead_id', 'lead_score', 'score_category', 'model_version', 'prediction_timestamp', 'latency_ms'],
  additionalProperties: false,
  properties: {
    lead_id: { type: 'string', description: 'Id of the scored lead.' },
    lead_score: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'Calibrated probability that the lead converts, 0 to 1.',
    },
    score_category: {
      type: 'string',
      enum: ['A', 'B', 'C', 'D'],
      description: 'Grade of the probability, from A (highest) to D (lowest).',
    },
    model_version: {
      type: 'string',
      description: 'Model and version of the score, separated by a colon.',
      examples: ['lead-conversion:1'],
    },
    prediction_timestamp: { type: 'string', format: 'date-time', description: 'Time of scoring, UTC.' },
    latency_ms: { type: 'number', minimum: 0, description: 'Duration of scoring, milliseconds.' },
  },
} as const;

/** `POST /score-lead`: features in, score out. */
export const SCORE_LEAD: RestContract = {
  method: 'POST',
  url: '/score-lead',
  operationId: 'scoreLead',
  summary: 'Score a lead',
  description:
    'Scores a lead with the live model and stores the score before responding. Features that are missing or null are taken from the stored lead; an unknown lead is scored on the given features alone, and refused if there are none.',
  access: 'scores:write',
  headers: IDEMPOTENCY_KEY_HEADER,
  body: BODY,
  answers: { 200: { description: 'The score.', schema: ANSWER } },
  refusals: [
    'LEAD_NOT_FOUND',
    'LEAD_HELD_OUT',
    'IDEMPOTENCY_KEY_REUSED',
    'NO_LIVE_MODEL',
    'INFERENCE_FAILED',
    'INFERENCE_TIMEOUT',
    'MODEL_WITHDRAWN',
    'ARTIFACT_CORRUPT',
    'STORAGE_FULL',
    'DATABASE_UNAVAILABLE',
    'DATABASE_BUSY',
    'DATABASE_READ_ONLY',
  ],
};
