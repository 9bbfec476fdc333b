import { z } from 'zod';
import { DomainError } from './errors.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from './subgraph.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const endpoint = z
  .url({ protocol: /^https?$/, error: 'expected a URL such as http://127.0.0.1:4001/graphql' })
  .optional();
const port = z.coerce.number().int().min(0).max(65_535);

/** Every environment variable the platform reads: type, default, unit, meaning. */
const variables = z.object({
  HOST: z.string().default('127.0.0.1').describe('address the gateway listens on'),
  PORT: port.default(4000).describe('port of the gateway; 0 takes a free one'),
  DATA_DIR: z.string().default('./data').describe('folder of the embedded database and the local signing key'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected a URL such as postgres://user:password@host:5432/database' })
    .optional()
    .describe('PostgreSQL to use instead of the embedded database'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8).describe('PostgreSQL connections'),
  DEMO: flag.default(true).describe('load demo leads and models into an empty database'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('least severity logged'),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).default(1_048_576).describe('largest request body, bytes'),
  ARTIFACT_LIMIT_BYTES: z.coerce.number().int().min(1024).default(33_554_432).describe('largest ONNX file, bytes'),
  TOKEN_TTL_MINUTES: z.coerce.number().positive().default(720).describe('life of the printed admin token, minutes'),
  INFERENCE_WORKERS: z.coerce.number().int().min(0).max(64).default(1).describe('threads for batches over 64 rows'),

  LEADS_URL: endpoint.describe('GraphQL endpoint of the subgraph leads in another process; absent: it runs here'),
  SCORES_URL: endpoint.describe('the same of scores'),
  MODELS_URL: endpoint.describe('the same of models'),
  MONITORING_URL: endpoint.describe('the same of monitoring'),
  GATEWAY_SECRET: z
    .string()
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('what gateway and subgraphs of several processes know each other by'),
  SUBGRAPH_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(600_000)
    .default(5000)
    .describe('longest wait for a subgraph of another process, with all attempts, milliseconds'),
  SUBGRAPH_RETRIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe('further attempts of a query that a subgraph of another process did not answer'),
});

/** Every variable with its default as text and its meaning, for the documentation. */
export const CONFIGURATION = Object.entries(variables.shape).map(([name, type]) => ({
  name,
  default: String(variables.parse({})[name as keyof typeof variables.shape] ?? ''),
  meaning: type.description ?? '',
}));

/** The resolved configuration; every value has been checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  readonly demo: boolean;
  readonly logLevel: string;
  readonly bodyLimitBytes: number;
  readonly artifactLimitBytes: number;
  readonly tokenTtlMinutes: number;
  readonly inferenceWorkers: number;
  /** GraphQL endpoints of the subgraphs that run in other processes */
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
  readonly gatewaySecret: string | undefined;
  readonly subgraphTimeoutMs: number;
  readonly subgraphRetries: number;
}

/**
 * Reads and checks the environment: the only place that touches it.
 *
 * @throws {DomainError} CONFIGURATION_INVALID with one line for each wrong variable: name, found, expected, meaning
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = variables.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => fault(String(issue.path[0]), issue.message, environment));
    throw new DomainError('CONFIGURATION_INVALID', faults.join('\n'));
  }
  const values = parsed.data;
  const subgraphUrls = urlsOf(values);
  refuseContradictions(values, subgraphUrls);
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    demo: values.DEMO,
    logLevel: values.LOG_LEVEL,
    bodyLimitBytes: values.BODY_LIMIT_BYTES,
    artifactLimitBytes: values.ARTIFACT_LIMIT_BYTES,
    tokenTtlMinutes: values.TOKEN_TTL_MINUTES,
    inferenceWorkers: values.INFERENCE_WORKERS,
    subgraphUrls,
    gatewaySecret: values.GATEWAY_SECRET,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    subgraphRetries: values.SUBGRAPH_RETRIES,
  };
}

type Values = z.infer<typeof variables>;

function urlsOf(values: Values): Config['subgraphUrls'] {
  const urls: Partial<Record<SubgraphName, string>> = {};
  for (const name of SUBGRAPH_NAMES) {
    const url = values[`${name.toUpperCase() as Uppercase<SubgraphName>}_URL`];
    if (url) urls[name] = url;
  }
  return urls;
}

function refuseContradictions(values: Values, urls: Config['subgraphUrls']): void {
  const remote = Object.keys(urls);
  if (remote.length === 0) return;
  const reason = `as ${remote.map((name) => `${name.toUpperCase()}_URL`).join(', ')} names another process`;
  const faults = [];
  if (!values.GATEWAY_SECRET) faults.push(`GATEWAY_SECRET: found nothing, expected at least 32 characters, ${reason}`);
  if (!values.DATABASE_URL && remote.length < SUBGRAPH_NAMES.length)
    faults.push(`DATABASE_URL: found nothing, expected a server: the embedded database has one process, ${reason}`);
  if (faults.length > 0) throw new DomainError('CONFIGURATION_INVALID', faults.join('\n'));
}

// may hold a password
const SECRET: readonly string[] = ['DATABASE_URL', 'GATEWAY_SECRET'];

function fault(name: string, message: string, environment: Readonly<Record<string, string | undefined>>): string {
  const found = SECRET.includes(name) ? 'a value that is not shown' : `'${environment[name]}'`;
  const expected = message.replace(/^.*?(?=expected)/, '').replace(/, received .*$/, '');
  const meaning = variables.shape[name as keyof typeof variables.shape].description;
  return `${name}: found ${found}, ${expected} (${meaning})`;
}

/**
 * Tells libraries that this is no development run, unless the environment says otherwise: graphql-js checks every type
 * more often then. They look once, when they are loaded, so call it before.
 */
export function assumeProduction(environment: Record<string, string | undefined> = process.env): void {
  environment.NODE_ENV ??= 'production';
}

/** An empty variable is an absent one: shells and compose files set both. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));
}
