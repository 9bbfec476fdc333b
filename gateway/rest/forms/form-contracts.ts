import { IDEMPOTENCY_KEY_HEADER, type RestContract } from '../contract.ts';
import { FORM_TYPE } from './form-body.ts';
import { MOST_FIELDS } from './form-definition.ts';

const PARAMS = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1, maxLength: 64, description: 'Name of the form.' } },
} as const;

/** `POST /forms/{name}`: a web form's submission. */
export const SUBMIT_FORM: RestContract = {
  method: 'POST',
  url: '/forms/:name',
  operationId: 'submitForm',
  summary: 'Submit a web form',
  description:
    'Stores the lead of a form of FORMS_FILE, with the consents that its visitor gave. The page sends the form’s key in x-form-key or in the field _key. A browser that sends a plain HTML form is redirected to the page of the form’s success or failure; clients that prefer JSON get the answers below. The same values within some minutes, or with the same field _submission or idempotency-key, make one lead.',
  access: 'public',
  takesFormKey: true,
  params: PARAMS,
  headers: IDEMPOTENCY_KEY_HEADER,
  mediaTypes: ['application/json', FORM_TYPE],
  body: {
    type: 'object',
    maxProperties: MOST_FIELDS,
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    description: 'Fields of the form by name.',
  },
  answers: {
    202: {
      description: 'The lead is stored, and is scored by itself.',
      schema: {
        type: 'object',
        required: ['lead_id'],
        additionalProperties: false,
        properties: { lead_id: { type: 'string', description: 'Id of the lead.' } },
      },
    },
    303: { description: 'Redirect of a browser to a page of the form.', mediaType: 'text/html', schema: {} },
  },
  refusals: [
    'FORM_NOT_FOUND',
    'FORM_ORIGIN_REFUSED',
    'FORM_TOKEN_INVALID',
    'FORM_FILLED_TOO_FAST',
    'CONSENT_REQUIRED',
    'RATE_LIMITED',
    'SUBGRAPH_UNAVAILABLE',
    'SUBGRAPH_TIMEOUT',
    'STORAGE_FULL',
    'DATABASE_UNAVAILABLE',
    'DATABASE_BUSY',
    'DATABASE_READ_ONLY',
  ],
};

/** `GET /forms/{name}/token`: a time token. */
export const FORM_TOKEN: RestContract = {
  method: 'GET',
  url: '/forms/:name/token',
  operationId: 'formToken',
  summary: 'Get a time token of a web form',
  description:
    'A signed token of this form, for the field _token. Its age at the submission shows how long the form took to fill in.',
  access: 'public',
  params: PARAMS,
  answers: {
    200: {
      description: 'The token.',
      schema: {
        type: 'object',
        required: ['token', 'least_fill_seconds', 'expires_in_seconds'],
        additionalProperties: false,
        properties: {
          token: { type: 'string', description: 'Value of the field _token.' },
          least_fill_seconds: { type: 'number', description: 'Age before which a submission is refused, seconds.' },
          expires_in_seconds: { type: 'number', description: 'Life of the token, seconds.' },
        },
      },
    },
  },
  refusals: ['FORM_NOT_FOUND', 'FORM_ORIGIN_REFUSED'],
};

/** `GET /forms/{name}/form.js`: the script of a form's page. */
export const FORM_SCRIPT_FILE: RestContract = {
  method: 'GET',
  url: '/forms/:name/form.js',
  operationId: 'formScript',
  summary: 'Script of a web form',
  description: 'Adds a time token and the id of the submission to the forms of a page that are sent to /forms/{name}.',
  access: 'public',
  params: PARAMS,
  answers: { 200: { description: 'The script.', mediaType: 'text/javascript', schema: { type: 'string' } } },
  refusals: ['FORM_NOT_FOUND'],
};
