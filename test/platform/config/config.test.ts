import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../platform/config/config.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { projectFile } from '../../../platform/process/program.ts';

const LIMITS = {
  maxTokens: 5_000,
  maxDepth: 15,
  maxAliases: 50,
  maxDirectives: 50,
  maxCost: 10_000,
  defaultListSize: 10,
};

const ACCESS_DEFAULTS = {
  printAdminToken: true,
  identityProviders: [],
  clockSkewSeconds: 30,
  formKeys: [],
  formsFile: undefined,
  formTokenSecret: undefined,
  crm: undefined,
  web: { signIn: undefined },
  formRateLimitPerMinute: 60,
  rateLimitPerMinute: 600_000,
  authFailuresPerMinute: 300,
  corsOrigins: [],
  trustedProxies: [],
  accessLog: false,
};

const LAKE = { refreshMinutes: 15, memoryMb: 512, threads: 1 };
const lakeIn = (folder: string) => ({ ...LAKE, url: `${folder}/lake`, tempDir: `${folder}/lake-temp` });
const DEFAULTS = {
  host: '127.0.0.1',
  port: 4000,
  dataDir: './data',
  databaseUrl: undefined,
  databasePoolSize: 8,
  statementTimeoutMs: 10_000,
  longStatementTimeoutMs: 300_000,
  databaseUnhealthyAfterMs: 60_000,
  storageReserveBytes: 134_217_728,
  demo: true,
  logFormat: 'auto',
  logLevel: 'info',
  bodyLimitBytes: 1_048_576,
  artifactLimitBytes: 33_554_432,
  modelMemoryLimitBytes: 1_073_741_824,
  registrationsPerSubject: 2,
  tokenTtlMinutes: 720,
  crmModel: 'lead-conversion',
  inferenceWorkers: 1,
  shadowQueueRows: 1_000,
  shadowTimeLimitMs: 1_000,
  inferenceTimeLimitMs: 1_000,
  breakdownLimits: { count: 3, windowMs: 60_000 },
  inferenceStallMs: 10_000,
  rolloutPollMs: 2_000,
  unjudgedLimits: { holdAfterMs: 60_000, failAfterMs: 600_000 },
  artifactSources: [],
  leadChangeRetentionDays: 7,
  rescore: { delayMs: 200, ageHours: 24 },
  predictionRetentionDays: undefined,
  maturityDays: 90,
  modelMaturityDays: {},
  mlflow: undefined,
  subgraphUrls: {},
  gatewaySecret: undefined,
  metricsToken: undefined,
  subgraphTimeoutMs: 5000,
  requestTimeoutMs: 5000,
  longRequestTimeoutMs: 120_000,
  maxRequestsUnderWay: 500,
  drainDelayMs: 0,
  shutdownDeadlineMs: 25_000,
  subgraphRetries: 2,
  supergraphFile: fileURLToPath(projectFile('schema/supergraph.graphql')),
  limits: LIMITS,
  introspection: true,
  trustedDocuments: { files: [] as string[], only: false },
  subscriptionQueue: 256,
  subscriptionReconnectMs: 500,
  heartbeatMs: 12_000,
  maxConnections: 10_000,
  maxExports: 2,
  maxSubscriptionsPerClient: 100,
  registryWebhooks: undefined,
  driftCheckMinutes: 60,
  driftWindowHours: 24,
  driftReportRetentionDays: 90,
  alerts: {
    publicUrl: undefined,
    timeZone: 'UTC',
    lookMs: 2_000,
    slackUrl: undefined,
    email: undefined,
    pagerDuty: undefined,
    webhook: undefined,
    retraining: undefined,
    allowPrivate: false,
    perMinute: 30,
  },
  batchSchedule: undefined,
  batchWorkers: 1,
  lake: lakeIn('data'),
  ...ACCESS_DEFAULTS,
};
const SECRET = 'a secret of thirty-two characters';

/** variable, a good value, what it becomes, a bad value, what the refusal says is expected */
const VARIABLES: readonly (readonly [string, string, Partial<typeof DEFAULTS> | object, string?, string?])[] = [
  ['HOST', '0.0.0.0', { host: '0.0.0.0', introspection: false, printAdminToken: false }],
  ['HOST', '::1', { host: '::1' }],
  ['PORT', '0', { port: 0 }, '65536', 'expected number to be <=65535'],
  ['PORT', '8080', { port: 8080 }, 'http', 'expected number'],
  ['DATA_DIR', '/var/lib/leads', { dataDir: '/var/lib/leads', lake: lakeIn('/var/lib/leads') }],
  ['DATABASE_POOL_SIZE', '20', { databasePoolSize: 20 }, '0', 'expected number to be >=1'],
  ['DATABASE_STATEMENT_TIMEOUT_MS', '2000', { statementTimeoutMs: 2_000 }, '0', 'expected number to be >=100'],
  ['DATABASE_UNHEALTHY_AFTER_MS', '9000', { databaseUnhealthyAfterMs: 9_000 }, 'x', 'expected number'],
  ['STORAGE_RESERVE_BYTES', '0', { storageReserveBytes: 0 }, '-1', 'expected number to be >=0'],
  ['DEMO', 'false', { demo: false }, 'yes', 'expected one of "true"|"false"'],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }, 'loud', 'expected one of "fatal"|"error"'],
  ['BODY_LIMIT_BYTES', '2048', { bodyLimitBytes: 2048 }, '12', 'expected number to be >=1024'],
  ['ARTIFACT_LIMIT_BYTES', '4096', { artifactLimitBytes: 4096 }, '1e99', 'expected'],
  ['TOKEN_TTL_MINUTES', '0.5', { tokenTtlMinutes: 0.5 }, '-1', 'expected number to be >0'],
  ['CRM_MODEL', 'trees-2', { crmModel: 'trees-2' }, 'a model', 'expected letters, digits'],
  ['INFERENCE_WORKERS', '0', { inferenceWorkers: 0 }, '1.5', 'expected int'],
  ['SHADOW_QUEUE_ROWS', '50', { shadowQueueRows: 50 }, '0', 'expected number to be >=1'],
  ['RESCORE_LEADS', 'false', { rescore: undefined }, 'no', 'expected one of "true"|"false"'],
  ['RESCORE_DELAY_MS', '0', { rescore: { delayMs: 0, ageHours: 24 } }, '-1', 'expected number to be >=0'],
  ['RESCORE_AGE_HOURS', '0', { rescore: { delayMs: 200, ageHours: 0 } }, '9000', 'expected number to be <=8784'],
  ['ROLLOUT_LOOK_MS', '500', { rolloutPollMs: 500 }, '0', 'expected number to be >=100'],
  ['ROLLOUT_HOLD_AFTER_MS', '30000', { unjudgedLimits: { holdAfterMs: 30_000, failAfterMs: 600_000 } }],
  [
    'ROLLOUT_FAIL_AFTER_MS',
    '90000',
    { unjudgedLimits: { holdAfterMs: 60_000, failAfterMs: 90_000 } },
    '0',
    'expected number to be >=1000',
  ],
  ['SHADOW_TIME_LIMIT_MS', '250', { shadowTimeLimitMs: 250 }, '5', 'expected number to be >=10'],
  ['INFERENCE_TIME_LIMIT_MS', '250', { inferenceTimeLimitMs: 250 }, '5', 'expected number to be >=10'],
  ['INFERENCE_BREAKDOWNS', '5', { breakdownLimits: { count: 5, windowMs: 60_000 } }, '0', 'expected number to be >=1'],
  ['INFERENCE_BREAKDOWN_WINDOW_MS', '9000', { breakdownLimits: { count: 3, windowMs: 9_000 } }, '9', 'expected number'],
  ['INFERENCE_STALL_MS', '2000', { inferenceStallMs: 2_000 }, '10', 'expected number to be >=1000'],
  ['LEAD_CHANGE_RETENTION_DAYS', '30', { leadChangeRetentionDays: 30 }, '0', 'expected number to be >=1'],
  ['DRIFT_CHECK_MINUTES', '0', { driftCheckMinutes: 0 }, '-1', 'expected number to be >=0'],
  ['DRIFT_WINDOW_HOURS', '168', { driftWindowHours: 168 }, '0', 'expected number to be >0'],
  ['DRIFT_REPORT_RETENTION_DAYS', '30', { driftReportRetentionDays: 30 }, '0', 'expected number to be >=1'],
  ['SUBGRAPH_TIMEOUT_MS', '250', { subgraphTimeoutMs: 250, requestTimeoutMs: 250 }, '0', 'expected number to be >=10'],
  ['REQUEST_TIMEOUT_MS', '250', { requestTimeoutMs: 250 }, '0', 'expected number to be >=10'],
  ['LONG_REQUEST_TIMEOUT_MS', '9000', { longRequestTimeoutMs: 9_000 }, '0', 'expected number to be >=10'],
  ['MAX_REQUESTS_UNDER_WAY', '0', { maxRequestsUnderWay: 0 }, '-1', 'expected number to be >=0'],
  ['DRAIN_DELAY_MS', '5000', { drainDelayMs: 5_000 }, '-1', 'expected number to be >=0'],
  ['SHUTDOWN_DEADLINE_MS', '9000', { shutdownDeadlineMs: 9_000 }, '0', 'expected number to be >=100'],
  ['SUBSCRIPTION_QUEUE', '64', { subscriptionQueue: 64 }, '0', 'expected number to be'],
  ['HEARTBEAT_MS', '5000', { heartbeatMs: 5000 }, '0', 'expected number to be'],
  ['MAX_CONNECTIONS', '5', { maxConnections: 5 }, '0', 'expected number to be'],
  ['SUBGRAPH_RETRIES', '0', { subgraphRetries: 0 }, '11', 'expected number to be <=10'],
  ['MAX_TOKENS', '900', { limits: { ...LIMITS, maxTokens: 900 } }, '0', 'expected number to be >=1'],
  ['MAX_DEPTH', '7', { limits: { ...LIMITS, maxDepth: 7 } }, '1000', 'expected number to be <=45'],
  ['MAX_ALIASES', '7', { limits: { ...LIMITS, maxAliases: 7 } }, 'few', 'expected number'],
  ['MAX_DIRECTIVES', '7', { limits: { ...LIMITS, maxDirectives: 7 } }, '0', 'expected number to be >=1'],
  ['MAX_COST', '7', { limits: { ...LIMITS, maxCost: 7 } }, '0', 'expected number to be >=1'],
  ['DEFAULT_LIST_SIZE', '7', { limits: { ...LIMITS, defaultListSize: 7 } }, '0', 'expected number to be >=1'],
  ['INTROSPECTION', 'false', { introspection: false }, 'off', 'expected one of "auto"|"true"'],
  ['TRUSTED_DOCUMENTS', 'a.json, b.json', { trustedDocuments: { files: ['a.json', 'b.json'], only: false } }],
  [
    'ARTIFACT_SOURCES',
    '/models, https://models.example/lead/',
    { artifactSources: ['/models', 'https://models.example/lead/'] },
    'models',
    'expected absolute folders',
  ],
];

describe('the configuration', () => {
  it('has a default for everything, so that an empty environment starts', () => {
    assert.deepEqual(readConfig({}), DEFAULTS);
  });

  it('takes an empty variable for an absent one', () => {
    assert.deepEqual(readConfig(Object.fromEntries(VARIABLES.map(([name]) => [name, '']))), DEFAULTS);
  });

  for (const [name, good, becomes, bad, expected] of VARIABLES) {
    it(`reads ${name}=${good}`, () => {
      assert.deepEqual(readConfig({ [name]: good }), { ...DEFAULTS, ...becomes });
    });
    if (bad && expected)
      it(`refuses ${name}=${bad} and says what it expected`, () => {
        assert.throws(
          () => readConfig({ [name]: bad }),
          (error: DomainError) =>
            error.code === 'CONFIGURATION_INVALID' && error.message.startsWith(`${name}: found '${bad}', ${expected}`),
        );
      });
  }

  it('reads DATABASE_URL, and never shows a wrong one, as it may hold a password', () => {
    const databaseUrl = 'postgresql://scorer:hush@db:5432/leads';
    assert.equal(readConfig({ DATABASE_URL: databaseUrl }).databaseUrl, databaseUrl);
    assert.throws(
      () => readConfig({ DATABASE_URL: 'mysql://scorer:hush@db/leads' }),
      (error: DomainError) =>
        /^DATABASE_URL: .*expected a URL such as postgres:/.test(error.message) && !/hush/.test(error.message),
    );
  });

  it('reads the URLs of subgraphs in other processes, with the secret, which it never shows', () => {
    const found = readConfig({
      LEADS_URL: 'http://leads:4001/graphql',
      SCORES_URL: 'https://scores/graphql',
      DATABASE_URL: 'postgres://db/leads',
      GATEWAY_SECRET: SECRET,
    });
    assert.deepEqual(found.subgraphUrls, { leads: 'http://leads:4001/graphql', scores: 'https://scores/graphql' });
    assert.equal(found.gatewaySecret, SECRET);
    assert.throws(
      () => readConfig({ GATEWAY_SECRET: 'short' }),
      (error: DomainError) =>
        /^GATEWAY_SECRET: .*expected at least 32 characters/.test(error.message) && !/short/.test(error.message),
    );
    assert.throws(
      () => readConfig({ LEADS_URL: 'ftp://leads' }),
      /^DomainError: LEADS_URL: found 'ftp:.*expected a URL/,
    );
  });

  it('refuses a subgraph in another process without a secret, or beside an embedded database', () => {
    const url = 'http://127.0.0.1:4001/graphql';
    assert.throws(() => readConfig({ LEADS_URL: url, DATABASE_URL: 'postgres://db/leads' }), {
      code: 'CONFIGURATION_INVALID',
      message: /^GATEWAY_SECRET: found nothing, .* LEADS_URL/,
    });
    assert.throws(() => readConfig({ LEADS_URL: url, GATEWAY_SECRET: SECRET }), {
      code: 'CONFIGURATION_INVALID',
      message: /^DATABASE_URL: found nothing, .* LEADS_URL/,
    });
  });

  it('lets the gateway do without a database when every subgraph runs elsewhere', () => {
    const urls = Object.fromEntries(
      ['LEADS', 'SCORES', 'MODELS', 'MONITORING'].map((name) => [
        `${name}_URL`,
        `http://${name.toLowerCase()}/graphql`,
      ]),
    );
    assert.equal(Object.keys(readConfig({ ...urls, GATEWAY_SECRET: SECRET }).subgraphUrls).length, 4);
  });

  it('describes the schema beyond this machine only when told to', () => {
    assert.equal(readConfig({ HOST: '0.0.0.0', INTROSPECTION: 'true' }).introspection, true);
  });

  it('refuses to answer trusted documents only while there are none', () => {
    assert.throws(() => readConfig({ TRUSTED_DOCUMENTS_ONLY: 'true' }), /TRUSTED_DOCUMENTS_ONLY: found true/);
    const { trustedDocuments } = readConfig({ TRUSTED_DOCUMENTS_ONLY: 'true', TRUSTED_DOCUMENTS: 'a.json' });
    assert.deepEqual(trustedDocuments, { files: ['a.json'], only: true });
  });

  it('names every wrong variable at once, one a line', () => {
    assert.throws(
      () => readConfig({ PORT: 'x', DEMO: 'x' }),
      (error: DomainError) => /^PORT: .*\nDEMO: .*$/.test(error.message),
    );
  });

  it('reads the maturity window of single models', () => {
    const { modelMaturityDays } = readConfig({ MODEL_MATURITY_DAYS: 'lead-conversion=60, upsell=30.5' });
    assert.deepEqual(modelMaturityDays, { 'lead-conversion': 60, upsell: 30.5 });
    for (const wrong of ['lead-conversion', 'lead-conversion=0', '=5'])
      assert.throws(() => readConfig({ MODEL_MATURITY_DAYS: wrong }), { code: 'CONFIGURATION_INVALID' });
  });
});
