import { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';

/** Every environment variable of the web application. */
export const webVariables = {
  WEB: z.enum(['on', 'off']).default('on').describe('whether the gateway serves the web application'),
  WEB_SIGN_IN_ISSUER: z
    .string()
    .refine(isHttpUrl, { error: 'expected the URL of an issuer, such as https://login.example.com/realms/sales' })
    .optional()
    .describe('issuer at which people sign in to the web application, one of the trusted ones; absent: by a token'),
  WEB_SIGN_IN_CLIENT_ID: z
    .string()
    .optional()
    .describe('client of the web application at that issuer, a public one with PKCE; needs WEB_SIGN_IN_ISSUER'),
  WEB_SIGN_IN_SCOPE: z
    .string()
    .refine((text) => text.split(/\s+/).includes('openid'), { error: 'expected scopes by spaces, openid among them' })
    .default('openid')
    .describe('scopes that the web application asks for at sign-in, separated by spaces'),
};

const webSchema = z.object(webVariables);
type Values = z.output<typeof webSchema>;

/** Settings of the web application. */
export interface WebConfig {
  /** undefined: people paste a token of this installation */
  readonly signIn: SignInConfig | undefined;
}

/** Settings of the sign-in by OpenID Connect. */
export interface SignInConfig {
  /** exact `iss` of the provider's tokens */
  readonly issuer: string;
  readonly clientId: string;
  /** separated by spaces */
  readonly scope: string;
}

/**
 * Resolves the checked variables.
 *
 * @param providers issuers whose tokens are accepted
 * @returns undefined when no application is served
 * @throws {DomainError} CONFIGURATION_INVALID when two variables contradict each other, or for an issuer whose tokens
 * are not accepted
 */
export function readWebConfig(values: Values, providers: readonly IdentityProvider[]): WebConfig | undefined {
  const signIn = readSignIn(values);
  if (signIn && !providers.some(({ issuer }) => issuer === signIn.issuer)) {
    const known = providers.map(({ issuer }) => issuer).join(', ') || 'none is configured';
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `WEB_SIGN_IN_ISSUER: found ${signIn.issuer}, expected an issuer of JWT_ISSUER or JWT_ISSUERS (${known})`,
    );
  }
  return values.WEB === 'on' ? { signIn } : undefined;
}

function readSignIn({
  WEB_SIGN_IN_ISSUER: issuer,
  WEB_SIGN_IN_CLIENT_ID: clientId,
  WEB_SIGN_IN_SCOPE: scope,
}: Values): SignInConfig | undefined {
  if (issuer !== undefined && clientId !== undefined) return { issuer, clientId, scope };
  if (issuer === undefined && clientId === undefined) return undefined;
  const [found, absent] = issuer === undefined ? ['CLIENT_ID', 'ISSUER'] : ['ISSUER', 'CLIENT_ID'];
  throw new DomainError(
    'CONFIGURATION_INVALID',
    `WEB_SIGN_IN_${absent}: found nothing beside WEB_SIGN_IN_${found}, expected both or neither`,
  );
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
