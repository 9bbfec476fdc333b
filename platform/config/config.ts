import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { projectFile } from '../process/program.ts';
import { type AccessConfig, accessVariables, readAccess } from './access-config.ts';
import { ALERT_SECRETS, type AlertConfig, alertVariables, readAlerts } from './alert-config.ts';
import { type BatchConfig, batchVariables, readBatchConfig } from './batch-config.ts';
import { describeVariables } from './config-facts.ts';
import { list } from './config-list.ts';
import { CRM_SECRETS, type CrmConfig, crmVariables, readCrmConfig } from './crm-config.ts';
import { type DatabaseConfig, databaseVariables, readDatabase } from './database-config.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import { type DocumentConfig, documentVariables, readDocumentConfig } from './document-config.ts';
import { type DriftConfig, driftVariables, readDriftConfig } from './drift-config.ts';
import { type InferenceConfig, inferenceVariables, readInferenceConfig } from './inference-config.ts';
import { type LakeConfig, lakeVariables, readLakeConfig } from './lake-config.ts';
import { type MlflowConfig, mlflowVariables, readMlflow } from './mlflow-config.ts';
import { type ModelProcessConfig, modelProcessVariables, readModelProcesses } from './model-process-config.ts';
import { type RescoreConfig, readRescoreConfig, rescoreVariables } from './rescore-config.ts';
import { type RetentionConfig, readRetentionConfig, retentionVariables } from './retention-config.ts';
import { type RolloutConfig, readRolloutConfig, rolloutVariables } from './rollout-config.ts';
import { readServing, type ServingConfig, servingVariables } from './serving-config.ts';
import { readSubscriptions, type SubscriptionConfig, subscriptionVariables } from './subscription-config.ts';
import { readTopology, type TopologyConfig, topologyVariables } from './topology-config.ts';
import { readWebConfig, type WebConfig, webVariables } from './web-config.ts';
import { readRegistryWebhooks, type WebhookConfig, webhookVariables } from './webhook-config.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

// what belongs to no concern with a file of its own
const serverVariables = {
  HOST: z.string().default('127.0.0.1').describe('address the gateway listens on'),
  PORT: port.default(4000).describe('port of the gateway; 0 takes a free one'),
  DATA_DIR: z.string().default('./data').describe('folder of the embedded database and the local signing key'),
  DEMO: flag.default(true).describe('load demo leads and models into an empty database'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('least severity logged'),
  LOG_FORMAT: z
    .enum(['auto', 'json', 'text'])
    .default('auto')
    .describe('lines of the log: json, text, or auto: text where standard error is a terminal, else json'),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).default(1_048_576).describe('largest request body, bytes'),
  TOKEN_TTL_MINUTES: z.coerce.number().positive().default(720).describe('life of the printed admin token, minutes'),
  SUPERGRAPH_FILE: z
    .string()
    .optional()
    .describe('supergraph to serve instead of the built-in one; watched, and read again on SIGHUP')
    .meta({ reload: 'the path; the content is watched' }),
};

const registryVariables = {
  CRM_MODEL: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'expected letters, digits, _ . and - only, 100 at most')
    .default(DEFAULT_MODEL)
    .describe('model whose scores rank the leads, and that scores when none is named; the same in every process'),
  ARTIFACT_LIMIT_BYTES: z.coerce.number().int().min(1024).default(33_554_432).describe('largest ONNX file, bytes'),
  ARTIFACT_SOURCES: list(
    z.string().regex(/^(\/|https?:\/\/[^/@]+(\/|$))/i, 'expected absolute folders and http(s) URLs, by commas'),
  )
    .prefault('')
    .describe('folders and URL prefixes that model files may be registered from, separated by commas'),
  ...modelProcessVariables,
};

const scoringVariables = {
  INFERENCE_WORKERS: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(1)
    .describe('threads for batches over 64 rows')
    .meta({ unit: 'threads' }),
  SHADOW_QUEUE_ROWS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1_000)
    .describe('most requests that wait for shadow versions; more are not shown to them, and counted'),
  SHADOW_TIME_LIMIT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(60_000)
    .default(1_000)
    .describe('longest run of a shadow version on one batch, ms'),
  ...inferenceVariables,
};

const allRetentionVariables = {
  LEAD_CHANGE_RETENTION_DAYS: z.coerce
    .number()
    .min(1)
    .max(3_650)
    .default(7)
    .describe('how long changes of leads are kept for subscribers who come back, days'),
  ...retentionVariables,
};

/** Every environment variable that the platform reads, by concern: type, default, unit, meaning. */
const variableGroups = {
  Server: serverVariables,
  Requests: servingVariables,
  Database: databaseVariables,
  'Subgraphs in other processes': topologyVariables,
  Access: accessVariables,
  'Web application': webVariables,
  'GraphQL documents': documentVariables,
  Subscriptions: subscriptionVariables,
  Scoring: scoringVariables,
  'Automatic scoring': rescoreVariables,
  'Batch jobs': batchVariables,
  'Model registry': registryVariables,
  Rollouts: rolloutVariables,
  'Webhooks of the model registry': webhookVariables,
  MLflow: mlflowVariables,
  'Retention and maturity': allRetentionVariables,
  Drift: driftVariables,
  Alerts: alertVariables,
  Lake: lakeVariables,
  CRM: crmVariables,
};

const variables = z.object({
  ...serverVariables,
  ...servingVariables,
  ...databaseVariables,
  ...topologyVariables,
  ...accessVariables,
  ...webVariables,
  ...documentVariables,
  ...subscriptionVariables,
  ...scoringVariables,
  ...rescoreVariables,
  ...batchVariables,
  ...registryVariables,
  ...rolloutVariables,
  ...webhookVariables,
  ...mlflowVariables,
  ...allRetentionVariables,
  ...driftVariables,
  ...alertVariables,
  ...lakeVariables,
  ...crmVariables,
});

/** The resolved configuration; every value has been checked. */
export interface Config
  extends TopologyConfig,
    DatabaseConfig,
    ServingConfig,
    RolloutConfig,
    AccessConfig,
    DocumentConfig,
    SubscriptionConfig,
    RetentionConfig,
    DriftConfig,
    ModelProcessConfig,
    BatchConfig,
    InferenceConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly logLevel: string;
  readonly logFormat: 'auto' | 'json' | 'text';
  readonly bodyLimitBytes: number;
  readonly artifactLimitBytes: number;
  readonly tokenTtlMinutes: number;
  /** name of the model whose scores rank the leads */
  readonly crmModel: string;
  readonly inferenceWorkers: number;
  readonly shadowQueueRows: number;
  readonly shadowTimeLimitMs: number;
  readonly supergraphFile: string;
  readonly artifactSources: readonly string[];
  readonly leadChangeRetentionDays: number;
  /** settings of automatic scoring; undefined: leads are scored on request only */
  readonly rescore: RescoreConfig | undefined;
  /** receivers of webhooks about changes of models; undefined without any */
  readonly registryWebhooks: WebhookConfig | undefined;
  /** the MLflow server that the model registry follows; absent: none */
  readonly mlflow: MlflowConfig | undefined;
  /** whom alerts reach, and what they start */
  readonly alerts: AlertConfig;
  /** settings of the web application; undefined: none is served */
  readonly web: WebConfig | undefined;
  /** the lake's place and limits; undefined: there is none */
  readonly lake: LakeConfig | undefined;
  /** the link to the CRM; undefined: there is none */
  readonly crm: CrmConfig | undefined;
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
  const lake = readLakeConfig(values, values.DATA_DIR);
  const access = readAccess(values);
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.DATA_DIR,
    ...readDatabase(values),
    demo: values.DEMO,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    bodyLimitBytes: values.BODY_LIMIT_BYTES,
    artifactLimitBytes: values.ARTIFACT_LIMIT_BYTES,
    tokenTtlMinutes: values.TOKEN_TTL_MINUTES,
    crmModel: values.CRM_MODEL,
    inferenceWorkers: values.INFERENCE_WORKERS,
    shadowQueueRows: values.SHADOW_QUEUE_ROWS,
    shadowTimeLimitMs: values.SHADOW_TIME_LIMIT_MS,
    leadChangeRetentionDays: values.LEAD_CHANGE_RETENTION_DAYS,
    artifactSources: values.ARTIFACT_SOURCES,
    supergraphFile: values.SUPERGRAPH_FILE ?? fileURLToPath(projectFile('schema/supergraph.graphql')),
    ...readRolloutConfig(values),
    ...readModelProcesses(values),
    ...readRescoreConfig(values),
    ...readBatchConfig(values),
    ...readInferenceConfig(values),
    ...readTopology(values),
    ...readServing(values),
    ...access,
    ...readSubscriptions(values),
    ...readDocumentConfig(values),
    ...readRetentionConfig(values),
    ...readDriftConfig(values),
    registryWebhooks: readRegistryWebhooks(values),
    mlflow: readMlflow(values),
    alerts: readAlerts(values, { ...environment, LAKE_URL: lake?.url }),
    web: readWebConfig(values, access.identityProviders),
    lake,
    crm: readCrmConfig(values),
  };
}

// may hold a password or a key
const SECRET: readonly string[] = [
  'DATABASE_URL',
  'GATEWAY_SECRET',
  'METRICS_TOKEN',
  'FORM_KEYS',
  'FORM_TOKEN_SECRET',
  'REGISTRY_WEBHOOK_URLS',
  'REGISTRY_WEBHOOK_SECRET',
  'MLFLOW_TRACKING_URI',
  'MLFLOW_TRACKING_TOKEN',
  'MLFLOW_TRACKING_PASSWORD',
  ...ALERT_SECRETS,
  ...CRM_SECRETS,
];

/** Every variable by concern, with its type, range, unit and default, for the documentation. */
export const CONFIGURATION = describeVariables(variableGroups, SECRET);

function fault(name: string, message: string, environment: Readonly<Record<string, string | undefined>>): string {
  const found = SECRET.includes(name) ? 'a value that is not shown' : `'${environment[name]}'`;
  const expected = message.replace(/^.*?(?=expected)/, '').replace(/, received .*$/, '');
  const meaning = variables.shape[name as keyof typeof variables.shape].description;
  return `${name}: found ${found}, ${expected} (${meaning})`;
}

/**
 * Tells libraries that this is no development run, unless the environment says otherwise: graphql-js checks every type
 * more often then. They read it once, when they are loaded, so call it before.
 */
export function assumeProduction(environment: Record<string, string | undefined> = process.env): void {
  environment.NODE_ENV ??= 'production';
}

/** An empty variable is an absent one: shells and compose files set both. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));
}
