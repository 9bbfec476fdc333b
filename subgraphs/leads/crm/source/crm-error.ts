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

const BY_STATE: Readonly<Record<string, readonly [CrmCode, string]>> = {
  '28P01': ['CRM_LOGIN_FAILED', 'found a password that is refused, expected that of the role'],
  '28000': ['CRM_LOGIN_FAILED', 'found a role that may not log in, expected one that may'],
  '3D000': ['CRM_LOGIN_FAILED', 'found no database of this name, expected an existing one'],
  '42501': ['CRM_ACCESS_DENIED', 'found no right, expected one granted to the role'],
  '42P01': ['CRM_TABLE_MISSING', 'found no table, expected that of the mapping'],
  '3F000': ['CRM_TABLE_MISSING', 'found no schema, expected that of the mapping'],
  '42703': ['CRM_COLUMN_MISSING', 'found no column, expected that of the mapping'],
  '42804': ['CRM_SCHEMA_CHANGED', 'found another type of a column, expected that of before'],
  '42883': ['CRM_SCHEMA_CHANGED', 'found another type of a column, expected that of before'],
  '42846': ['CRM_SCHEMA_CHANGED', 'found another type of a column, expected that of before'],
  '22P02': ['CRM_SCHEMA_CHANGED', 'found a value of another type, expected that of the column'],
  '25006': ['CRM_READ_ONLY', 'found a database that is read-only, expected one that takes writes'],
  '57014': ['CRM_TIMEOUT', 'found a statement that takes too long, expected an answer in time'],
  '55P03': ['CRM_TIMEOUT', 'found a lock that is held too long, expected an answer in time'],
};

const AWAY = /^(08|53|57P|58|XX)/;

/**
 * Turns a failure of the CRM's database into a coded error; a failure by the data of a statement stays as it came, with its
 * SQLSTATE. The server's own message, which may quote values, is the cause only.
 *
 * @param where table or step, in the message
 */
export function crmError(error: unknown, where: string): unknown {
  if (error instanceof DomainError) return error;
  const { code = '', message = '' } = error as Failure;
  const known = BY_STATE[code];
  if (known)
    return new DomainError(known[0], `CRM ${where}: ${known[1]} (${code})`, { sqlState: code }, { cause: error });
  if (/^[0-9A-Z]{5}$/.test(code) && !AWAY.test(code)) return error;
  if (code === '' && !/connect|terminated|timeout|closed|ended|SSL/i.test(message)) return error;
  const reason = code === '' ? 'no connection' : code;
  return new DomainError(
    'CRM_UNAVAILABLE',
    `CRM ${where}: found no answer (${reason}), expected a connection`,
    {},
    { cause: error },
  );
}
