import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { WEBHOOK_SECRETS_FORM, webhookKeys } from '../webhooks/webhook-signature.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const postgres = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'expected a URL such as postgres://user:password@host:5432/crm',
});

/** Every environment variable of the link to the CRM. */
export const crmVariables = {
  CRM_DATABASE_URL: postgres.optional().describe("the CRM's PostgreSQL; absent: there is no CRM"),
  CRM_MAPPING: z
    .string()
    .optional()
    .describe("file that maps the CRM's tables to leads, activities, outcomes and scores"),
  CRM_DEMO: flag.default(false).describe('whether a small demo CRM is kept in the platform’s own database'),
  CRM_POLL_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(3_600_000)
    .default(500)
    .describe('pause between two polls for changes, ms'),
  CRM_OVERLAP_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('how late a transaction of the CRM may commit after its changes were dated, seconds'),
  CRM_BATCH_ROWS: z.coerce
    .number()
    .int()
    .min(10)
    .max(10_000)
    .default(1_000)
    .describe('most rows read and written at once')
    .meta({ unit: 'rows' }),
  CRM_COMPARE_HOURS: z.coerce
    .number()
    .min(0)
    .max(8_760)
    .default(24)
    .describe('hours between two full compares with the CRM, which find deleted rows; 0: on request only'),
  CRM_STATEMENT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(30_000)
    .describe('longest statement in the CRM, and longest wait for a connection to it, ms'),
  CRM_WRITE_RATE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(2_000)
    .describe('most scores written to the CRM in a second')
    .meta({ unit: 'scores' }),
  CRM_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL such as https://crm.example.com/scores' })
    .optional()
    .describe('receiver of changed scores as signed webhooks'),
  CRM_WEBHOOK_SECRET: z
    .string()
    .refine((secret) => webhookKeys(secret) !== undefined, { error: `expected ${WEBHOOK_SECRETS_FORM}` })
    .optional()
    .describe(
      'what they are signed with, such as whsec_$(openssl rand -base64 32); two by a comma while it is changed',
    ),
  CRM_WEBHOOK_ALLOW_PRIVATE: flag
    .default(false)
    .describe('whether CRM_WEBHOOK_URL may lead to this machine or a private network'),
};

const crmSchema = z.object(crmVariables);

/** Variables that hold a password or key, or may. */
export const CRM_SECRETS: readonly string[] = ['CRM_DATABASE_URL', 'CRM_WEBHOOK_URL', 'CRM_WEBHOOK_SECRET'];

/** Settings of the link to the CRM. */
export interface CrmConfig {
  /** undefined: no database, or that of the demo */
  readonly databaseUrl: string | undefined;
  /** file of the mapping; undefined without a database */
  readonly mapping: string | undefined;
  readonly isDemo: boolean;
  readonly pollMs: number;
  readonly overlapSeconds: number;
  readonly batchRows: number;
  /** 0: on request only */
  readonly compareHours: number;
  readonly statementTimeoutMs: number;
  /** scores per second */
  readonly writeRate: number;
  readonly webhook: { readonly url: string; readonly secret: string; readonly allowPrivate: boolean } | undefined;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @returns undefined without a CRM
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readCrmConfig(values: z.output<typeof crmSchema>): CrmConfig | undefined {
  const { CRM_DATABASE_URL: databaseUrl, CRM_MAPPING: mapping, CRM_DEMO: isDemo } = values;
  const { CRM_WEBHOOK_URL: url, CRM_WEBHOOK_SECRET: secret } = values;
  if (isDemo && databaseUrl) throw invalid('CRM_DEMO', 'true beside CRM_DATABASE_URL', 'one of the two');
  if (isDemo && mapping) throw invalid('CRM_DEMO', 'true beside CRM_MAPPING', 'one of the two');
  if (databaseUrl && !mapping) throw invalid('CRM_MAPPING', 'none beside CRM_DATABASE_URL', 'a file');
  if (mapping && !databaseUrl) throw invalid('CRM_DATABASE_URL', 'none beside CRM_MAPPING', 'a URL');
  if (url && !secret) throw invalid('CRM_WEBHOOK_SECRET', 'none beside CRM_WEBHOOK_URL', 'a secret');
  if (!databaseUrl && !isDemo && !url) return undefined;
  return {
    databaseUrl,
    mapping,
    isDemo,
    pollMs: values.CRM_POLL_MS,
    overlapSeconds: values.CRM_OVERLAP_SECONDS,
    batchRows: values.CRM_BATCH_ROWS,
    compareHours: values.CRM_COMPARE_HOURS,
    statementTimeoutMs: values.CRM_STATEMENT_TIMEOUT_MS,
    writeRate: values.CRM_WRITE_RATE,
    webhook: url && secret ? { url, secret, allowPrivate: values.CRM_WEBHOOK_ALLOW_PRIVATE } : undefined,
  };
}

function invalid(name: string, found: string, expected: string): DomainError {
  return new DomainError('CONFIGURATION_INVALID', `${name}: found ${found}, expected ${expected}`);
}
