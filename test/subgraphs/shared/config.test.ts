import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../subgraphs/shared/config.ts';
import type { DomainError } from '../../../subgraphs/shared/errors.ts';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 4000,
  dataDir: './data',
  databaseUrl: undefined,
  databasePoolSize: 8,
  demo: true,
  logLevel: 'info',
  bodyLimitBytes: 1_048_576,
  artifactLimitBytes: 33_554_432,
  tokenTtlMinutes: 720,
  inferenceWorkers: 1,
  artifactSources: [],
};

/** variable, a good value, what it becomes, a bad value, what the refusal says is expected */
const VARIABLES: readonly (readonly [string, string, Partial<typeof DEFAULTS> | object, string?, string?])[] = [
  ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['PORT', '0', { port: 0 }, '65536', 'expected number to be <=65535'],
  ['PORT', '8080', { port: 8080 }, 'http', 'expected number'],
  ['DATA_DIR', '/var/lib/leads', { dataDir: '/var/lib/leads' }],
  ['DATABASE_POOL_SIZE', '20', { databasePoolSize: 20 }, '0', 'expected number to be >=1'],
  ['DEMO', 'false', { demo: false }, 'yes', 'expected one of "true"|"false"'],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }, 'loud', 'expected one of "fatal"|"error"'],
  ['BODY_LIMIT_BYTES', '2048', { bodyLimitBytes: 2048 }, '12', 'expected number to be >=1024'],
  ['ARTIFACT_LIMIT_BYTES', '4096', { artifactLimitBytes: 4096 }, '1e99', 'expected'],
  ['TOKEN_TTL_MINUTES', '0.5', { tokenTtlMinutes: 0.5 }, '-1', 'expected number to be >0'],
  ['INFERENCE_WORKERS', '0', { inferenceWorkers: 0 }, '1.5', 'expected int'],
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

  it('names every wrong variable at once, one a line', () => {
    assert.throws(
      () => readConfig({ PORT: 'x', DEMO: 'x' }),
      (error: DomainError) => /^PORT: .*\nDEMO: .*$/.test(error.message),
    );
  });
});
