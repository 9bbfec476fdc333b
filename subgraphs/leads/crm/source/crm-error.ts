import { cutText } from '../../../../platform/cut-text.ts';
import { DomainError } from '../../../../platform/errors.ts';

interface Failure {
  readonly code?: string;
  readonly message?: string;
}

type CrmCode =
  | 'CRM_UNAVAILABLE'
  | 'CRM_LOGIN_FAILED'
  | 'CRM_ACCESS_DENIED'
  | 'CRM_TABLE_MISSING'
  | 'CRM_COLUMN_MISSING'
  | 'CRM_SCHEMA_CHANGED'
  | 'CRM_READ_ONLY'
  | 'CRM_TIMEOUT';

const OTHER_TYPE = ['CRM_SCHEMA_CHANGED', 'another type of a column', 'that of before'] as const;
const CONFLICT = ['CRM_TIMEOUT', 'a conflict with another transaction', 'an answer in time'] as const;

/** Code, found and expected by SQLSTATE. */
const BY_STATE: Readonly<Record<string, readonly [code: CrmCode, found: string, expected: string]>> = {
  '28P01': ['CRM_LOGIN_FAILED', 'a password that is refused', 'that of the role'],
  '28000': ['CRM_LOGIN_FAILED', 'a role that may not log in', 'one that may'],
  '3D000': ['CRM_LOGIN_FAILED', 'no database of this name', 'an existing one'],
  '42501': ['CRM_ACCESS_DENIED', 'no right', 'one granted to the role'],
  '42P01': ['CRM_TABLE_MISSING', 'no table', 'that of the mapping'],
  '3F000': ['CRM_TABLE_MISSING', 'no schema', 'that of the mapping'],
  '42703': ['CRM_COLUMN_MISSING', 'no column', 'that of the mapping'],
  '42804': OTHER_TYPE,
  '42883': OTHER_TYPE,
  '42846': OTHER_TYPE,
  '22P02': OTHER_TYPE,
  '22007': OTHER_TYPE,
  '22008': OTHER_TYPE,
  '22003': OTHER_TYPE,
  '25006': ['CRM_READ_ONLY', 'a database that is read-only', 'one that takes writes'],
  '57014': ['CRM_TIMEOUT', 'a statement that takes too long', 'an answer in time'],
  '55P03': ['CRM_TIMEOUT', 'a lock that is held too long', 'an answer in time'],
  // also by a standby that removes rows which are being read
  '40001': CONFLICT,
  '40P01': CONFLICT,
};

/** SQLSTATEs of a server or connection that is of no use at the moment. */
const AWAY = /^(08|53|57P|58|XX|25P03|25P04)/;
/** SQLSTATEs whose messages name tables, columns and roles, and quote no value. */
const QUOTABLE = /^(28|3D|3F|42|25006)/;
const LONGEST_QUOTE = 200;

/**
 * Turns a failure of the CRM's database into a coded error, with its SQLSTATE as the detail `sqlState`. The failure is the
 * cause; its message, which may quote values, is repeated only where it names no more than tables, columns and roles.
 *
 * A failure by the data of a statement stays as it came.
 *
 * @param where server or step, for the message
 */
export function crmError(error: unknown, where: string): unknown {
  if (error instanceof DomainError) return error;
  const { code = '', message = '' } = error as Failure;
  const known = BY_STATE[code];
  if (known) {
    const words = QUOTABLE.test(code) ? `${code}, ${cutText(message, LONGEST_QUOTE)}` : code;
    return coded(known[0], `CRM ${where}: found ${known[1]} (${words}), expected ${known[2]}`, code, error);
  }
  const isState = /^[0-9A-Z]{5}$/.test(code);
  if (isState && !AWAY.test(code)) return error;
  if (code === '' && !/connect|terminated|timeout|closed|ended|end on the pool|SSL/i.test(message)) return error;
  const reason = cutText(code === '' ? message : code, LONGEST_QUOTE);
  return coded(
    'CRM_UNAVAILABLE',
    `CRM ${where}: found no answer (${reason}), expected a connection`,
    isState ? code : undefined,
    error,
  );
}

/**
 * Like {@link crmError} for a statement that only reads, whose failures by data are those of a view or function in the CRM.
 */
export function crmReadError(error: unknown, where: string): unknown {
  const made = crmError(error, where);
  const { code = '' } = made as Failure;
  if (made instanceof DomainError || !/^[0-9A-Z]{5}$/.test(code)) return made;
  const message = `CRM ${where}: found SQLSTATE ${code} of a statement that reads, expected rows`;
  return coded('CRM_STATEMENT_FAILED', message, code, error);
}

function coded(
  code: CrmCode | 'CRM_STATEMENT_FAILED',
  message: string,
  sqlState: string | undefined,
  cause: unknown,
): DomainError {
  return new DomainError(code, message, sqlState === undefined ? {} : { sqlState }, { cause });
}
