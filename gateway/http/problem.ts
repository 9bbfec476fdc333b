import { ERROR_CODES, type ErrorCode } from '../../platform/errors.ts';

/** One refused value. */
export interface FieldFault {
  /** path of the value, such as `page_views`, or `body` */
  readonly field: string;
  /** the value as JSON, truncated when long */
  readonly found: string;
  readonly expected: string;
}

/** A problem document of RFC 9457, with this gateway's additional members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  /** identifies the request in the log */
  readonly requestId: string;
  readonly errors?: readonly FieldFault[];
}

/** Media type of a {@link Problem}. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** JSON schema of {@link Problem}, for the OpenAPI document. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'Description of an error: a problem document of RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Kind of problem; one per code.' },
    title: { type: 'string', description: 'Meaning of the code.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'The value found, the expected value, and where.' },
    code: { type: 'string', enum: Object.keys(ERROR_CODES), description: 'Stable code, for programs.' },
    requestId: { type: 'string', description: 'Identifies the request in the log; also in the header x-request-id.' },
    errors: {
      type: 'array',
      description: 'The refused values.',
      items: {
        type: 'object',
        required: ['field', 'found', 'expected'],
        properties: {
          field: { type: 'string', description: 'Path of the value.' },
          found: { type: 'string', description: 'The value, as JSON.' },
          expected: { type: 'string', description: 'The expected value.' },
        },
      },
    },
  },
} as const;

/** Builds the problem document of a code: status and title come from the one table of codes. */
export function problem(
  code: ErrorCode,
  detail: string,
  requestId: string,
  errors?: readonly FieldFault[] | undefined,
): Problem {
  const { status, meaning } = ERROR_CODES[code];
  const type = `urn:lead-scoring:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title: meaning, status, detail, code, requestId, ...(errors && { errors }) };
}
