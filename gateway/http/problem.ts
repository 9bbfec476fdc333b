import { ERROR_CODES, type ErrorCode } from '../../platform/errors.ts';

/** One value that was refused. */
export interface FieldFault {
  /** path of the value, such as `page_views`, or `body` */
  readonly field: string;
  /** the value as JSON, cut when long */
  readonly found: string;
  readonly expected: string;
}

/** A problem document of RFC 9457, with the members this gateway adds. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  /** finds the request in the log */
  readonly requestId: string;
  readonly errors?: readonly FieldFault[];
}

/** Media type of a {@link Problem}. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** JSON schema of {@link Problem}, for the OpenAPI document. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'What went wrong: a problem document of RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Names the kind of problem; one per code.' },
    title: { type: 'string', description: 'What the code means.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What was found, what is expected, and where.' },
    code: { type: 'string', enum: Object.keys(ERROR_CODES), description: 'Stable code to act on.' },
    requestId: { type: 'string', description: 'Finds the request in the log; also in the header x-request-id.' },
    errors: {
      type: 'array',
      description: 'The values that were refused.',
      items: {
        type: 'object',
        required: ['field', 'found', 'expected'],
        properties: {
          field: { type: 'string', description: 'Where the value stands.' },
          found: { type: 'string', description: 'The value, as JSON.' },
          expected: { type: 'string', description: 'What it should have been.' },
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
