import { z } from 'zod';
import { DomainError } from '../errors.ts';

const timeLimitMs = z.coerce.number().int().min(100).max(86_400_000);

/** Every environment variable that says where the database is and how long it is waited for. */
export const databaseVariables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected a URL such as postgres://user:password@host:5432/database' })
    .optional()
    .describe('PostgreSQL to use instead of the embedded database'),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(8)
    .describe('PostgreSQL connections of one process, beside one that listens for events')
    .meta({ unit: 'connections' }),
  DATABASE_STATEMENT_TIMEOUT_MS: timeLimitMs
    .default(10_000)
    .describe('longest statement, ms; a connection that is silent for two seconds more is given up'),
  DATABASE_LONG_STATEMENT_TIMEOUT_MS: timeLimitMs
    .default(300_000)
    .describe('longest statement of a long job (migration, import, export, drift report), ms'),
  DATABASE_UNHEALTHY_AFTER_MS: timeLimitMs
    .default(60_000)
    .describe('how long no statement may succeed, though tried, until /health says no, ms'),
  STORAGE_RESERVE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(134_217_728)
    .describe('free space of the embedded database below which /ready says no, bytes'),
};

const databaseSchema = z.object(databaseVariables);

/** Location and time limits of the database. */
export interface DatabaseConfig {
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  readonly statementTimeoutMs: number;
  readonly longStatementTimeoutMs: number;
  readonly databaseUnhealthyAfterMs: number;
  readonly storageReserveBytes: number;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readDatabase(values: z.output<typeof databaseSchema>): DatabaseConfig {
  const { DATABASE_STATEMENT_TIMEOUT_MS: shortMs, DATABASE_LONG_STATEMENT_TIMEOUT_MS: longMs } = values;
  if (longMs < shortMs)
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `DATABASE_LONG_STATEMENT_TIMEOUT_MS: found ${longMs}, expected at least DATABASE_STATEMENT_TIMEOUT_MS (${shortMs})`,
    );
  return {
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    statementTimeoutMs: shortMs,
    longStatementTimeoutMs: longMs,
    databaseUnhealthyAfterMs: values.DATABASE_UNHEALTHY_AFTER_MS,
    storageReserveBytes: values.STORAGE_RESERVE_BYTES,
  };
}
