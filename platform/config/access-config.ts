import { isIP } from 'node:net';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';
import { list } from './config-list.ts';
import { issuerVariables, readIssuers } from './issuer-config.ts';

/** The form key of the examples in the documentation: everybody knows it. */
export const DEMO_FORM_KEY = 'demo-form-key-0001';

const SHORTEST_FORM_KEY = 16;
const FORM_KEYS_EXPECTED = `expected pairs name:key, each once, keys of at least ${SHORTEST_FORM_KEY} characters`;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const perMinute = z.coerce.number().int().min(0).max(1_000_000_000);

/** Every environment variable that says who may do what, and who learns what about it. */
export const accessVariables = {
  PRINT_ADMIN_TOKEN: flag
    .optional()
    .describe('whether the start prints a token with every scope; by default only when HOST is this machine alone'),
  ...issuerVariables,
  CLOCK_SKEW_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .default(30)
    .describe('difference of clocks that is tolerated for exp and nbf of tokens, seconds'),
  FORM_KEYS: list(z.string())
    .transform(toFormKeys)
    .prefault('')
    .describe('keys of web forms, such as website:KEY,landing:KEY; without, forms need a token'),
  FORMS_FILE: z
    .string()
    .optional()
    .describe('JSON file of web forms: their fields, origins, consents and bot checks; absent: POST /leads only'),
  FORM_TOKEN_SECRET: z
    .string()
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('key of the time tokens of forms, the same in every gateway; absent: a new one at every start'),
  FORM_RATE_LIMIT_PER_MINUTE: perMinute.default(60).describe('leads that one form key may submit; 0: no limit'),
  RATE_LIMIT_PER_MINUTE: perMinute
    .default(600_000)
    .describe('requests and WebSocket operations of one token subject; 0: no limit'),
  AUTH_FAILURES_PER_MINUTE: perMinute
    .default(300)
    .describe(
      'wrong tokens and form keys of one client address; beyond it those of the address are refused unread; 0: no limit',
    ),
  CORS_ORIGINS: list(z.string().refine(isOrigin, { error: 'expected origins such as https://www.example.com' }))
    .prefault('')
    .describe('web sites whose pages may use this server, such as https://www.example.com'),
  TRUSTED_PROXIES: list(z.string().refine(isAddress, { error: 'expected addresses such as 10.0.0.0/8' }))
    .prefault('')
    .describe('addresses or CIDR ranges of proxies whose X-Forwarded-For tells the client’s address'),
  ACCESS_LOG: flag.default(false).describe('log a line per request at INFO instead of DEBUG'),
};

const accessSchema = z.object(accessVariables);

/** Settings of authentication, authorization and auditing. */
export interface AccessConfig {
  readonly printAdminToken: boolean;
  readonly identityProviders: readonly IdentityProvider[];
  readonly clockSkewSeconds: number;
  readonly formKeys: readonly FormKey[];
  readonly formsFile: string | undefined;
  readonly formTokenSecret: string | undefined;
  readonly formRateLimitPerMinute: number;
  readonly rateLimitPerMinute: number;
  readonly authFailuresPerMinute: number;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly accessLog: boolean;
}

/** The key of one web form. */
export interface FormKey {
  readonly name: string;
  readonly key: string;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readAccess(values: z.output<typeof accessSchema> & { readonly HOST: string }): AccessConfig {
  const isLocal = isLoopback(values.HOST);
  if (!isLocal && values.FORM_KEYS.some(({ key }) => key === DEMO_FORM_KEY))
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `FORM_KEYS: found the key of the examples beside HOST ${values.HOST}, expected a secret one`,
    );
  return {
    printAdminToken: values.PRINT_ADMIN_TOKEN ?? isLocal,
    identityProviders: readIssuers(values),
    clockSkewSeconds: values.CLOCK_SKEW_SECONDS,
    formKeys: values.FORM_KEYS,
    formsFile: values.FORMS_FILE,
    formTokenSecret: values.FORM_TOKEN_SECRET,
    formRateLimitPerMinute: values.FORM_RATE_LIMIT_PER_MINUTE,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    authFailuresPerMinute: values.AUTH_FAILURES_PER_MINUTE,
    corsOrigins: values.CORS_ORIGINS,
    trustedProxies: values.TRUSTED_PROXIES,
    accessLog: values.ACCESS_LOG,
  };
}

function toFormKeys(entries: readonly string[], context: z.RefinementCtx): readonly FormKey[] {
  const keys: FormKey[] = [];
  for (const entry of entries) {
    const [, name = '', key = ''] = /^([\w.-]{1,64}):(\S+)$/.exec(entry) ?? [];
    const isNew = keys.every((other) => other.name !== name && other.key !== key);
    if (key.length >= SHORTEST_FORM_KEY && isNew) keys.push({ name, key });
    else context.addIssue({ code: 'custom', message: FORM_KEYS_EXPECTED });
  }
  return keys;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isAddress(text: string): boolean {
  const [, address = '', length = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(length) <= (version === 4 ? 32 : 128);
}
