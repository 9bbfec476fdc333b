import { isIP } from 'node:net';
import { z } from 'zod';
import { list } from './config-list.ts';
import { DomainError } from './errors.ts';

/** The form key of the examples in the documentation: everybody knows it. */
export const DEMO_FORM_KEY = 'demo-form-key-0001';

// signatures with a public key; none and HMAC, whose keys would have to be shared, are never accepted
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;
const SHORTEST_FORM_KEY = 16;
const FORM_KEYS_EXPECTED = `expected pairs name:key, each once, keys of at least ${SHORTEST_FORM_KEY} characters`;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const perMinute = z.coerce.number().int().min(0).max(1_000_000_000);

/** Every environment variable that says who may do what, and who learns what about it. */
export const accessVariables = {
  PRINT_ADMIN_TOKEN: flag
    .optional()
    .describe('whether the start prints a token with every scope; by default only when HOST is this machine alone'),
  JWKS_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL such as https://login.example.com/keys' })
    .refine((url) => !URL.canParse(url) || isPrivate(new URL(url)), {
      error: 'expected https, as whoever can change the keys on their way can make tokens',
    })
    .optional()
    .describe('JSON Web Key Set of an identity provider whose tokens are accepted too; needs JWT_ISSUER'),
  JWT_ISSUER: z.string().optional().describe('the iss of the identity provider’s tokens; needs JWKS_URL'),
  JWT_AUDIENCE: z.string().default('lead-scoring').describe('the aud of the identity provider’s tokens'),
  JWT_ALGORITHMS: list(z.enum(ALGORITHMS, { error: `expected a list of ${ALGORITHMS.join(', ')}` }))
    .prefault('RS256,ES256,EdDSA')
    .describe('signature algorithms of the identity provider’s tokens'),
  CLOCK_SKEW_SECONDS: z.coerce.number().int().min(0).max(600).default(30).describe('forgiven for exp and nbf'),
  FORM_KEYS: list(z.string())
    .transform(toFormKeys)
    .prefault('')
    .describe('keys of web forms, such as website:KEY,landing:KEY; without, forms need a token'),
  FORM_RATE_LIMIT_PER_MINUTE: perMinute.default(60).describe('leads that one form key may submit; 0: no limit'),
  RATE_LIMIT_PER_MINUTE: perMinute
    .default(600_000)
    .describe('requests and WebSocket operations of one token subject; 0: no limit'),
  AUTH_FAILURES_PER_MINUTE: perMinute
    .default(300)
    .describe('wrong tokens and form keys of one client address, refused unread after that; 0: no limit'),
  CORS_ORIGINS: list(z.string().refine(isOrigin, { error: 'expected origins such as https://www.example.com' }))
    .prefault('')
    .describe('web sites whose pages may use this server, such as https://www.example.com'),
  TRUSTED_PROXIES: list(z.string().refine(isAddress, { error: 'expected addresses such as 10.0.0.0/8' }))
    .prefault('')
    .describe('addresses or CIDR ranges of proxies whose X-Forwarded-For tells the client’s address'),
  ACCESS_LOG: flag.default(false).describe('log a line per request at INFO instead of DEBUG'),
};

const accessSchema = z.object(accessVariables);

/** Who may do what, and who learns what about it. */
export interface AccessConfig {
  readonly printAdminToken: boolean;
  readonly identityProvider: IdentityProvider | undefined;
  readonly clockSkewSeconds: number;
  readonly formKeys: readonly FormKey[];
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

/** Somebody else whose tokens are accepted. */
export interface IdentityProvider {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
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
      `FORM_KEYS: found the key of the examples beside HOST ${values.HOST}, expected one that nobody knows`,
    );
  return {
    printAdminToken: values.PRINT_ADMIN_TOKEN ?? isLocal,
    identityProvider: readProvider(values),
    clockSkewSeconds: values.CLOCK_SKEW_SECONDS,
    formKeys: values.FORM_KEYS,
    formRateLimitPerMinute: values.FORM_RATE_LIMIT_PER_MINUTE,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    authFailuresPerMinute: values.AUTH_FAILURES_PER_MINUTE,
    corsOrigins: values.CORS_ORIGINS,
    trustedProxies: values.TRUSTED_PROXIES,
    accessLog: values.ACCESS_LOG,
  };
}

function readProvider(values: z.output<typeof accessSchema>): IdentityProvider | undefined {
  const { JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_ALGORITHMS: algorithms } = values;
  if (jwksUrl !== undefined && issuer !== undefined) return { jwksUrl, issuer, audience, algorithms };
  if (jwksUrl === undefined && issuer === undefined) return undefined;
  const [found, absent] = jwksUrl === undefined ? ['JWT_ISSUER', 'JWKS_URL'] : ['JWKS_URL', 'JWT_ISSUER'];
  throw new DomainError('CONFIGURATION_INVALID', `${absent}: found nothing beside ${found}, expected both or neither`);
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

/** Whether nobody but this machine can reach the host. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isAddress(text: string): boolean {
  const [, address = '', length = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(length) <= (version === 4 ? 32 : 128);
}
