import { ERROR_CODES, type ErrorCode } from '../../../platform/errors.ts';

/** Whether a code may be shown: it stands in the one table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

/** The code of an error, or of what was thrown, for metrics and logs: one of the table, INTERNAL for every other. */
export function codeForLabels(error: unknown): ErrorCode {
  const { code } = (error as { extensions?: { code?: unknown } } | undefined)?.extensions ?? {};
  return isErrorCode(code) ? code : 'INTERNAL';
}
