import { ERROR_CODES, type ErrorCode } from '../../../platform/errors.ts';

/** Whether a code is public: part of the one table of codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

/** Code of an error, or of a thrown value, for metrics and logs: a public code, else INTERNAL. */
export function codeForLabels(error: unknown): ErrorCode {
  const { code } = (error as { extensions?: { code?: unknown } } | undefined)?.extensions ?? {};
  return isErrorCode(code) ? code : 'INTERNAL';
}
