import * as oauth from 'oauth4webapi';
import { beginSession, endSession, session } from '../session/session.ts';
import { LONGEST_DELAY_MS } from './expiry.ts';
import { forgetReturning, setReturning } from './returning.ts';
import type { SignIn } from './settings.ts';

/** The settings of a sign-in at an identity provider. */
export type OpenIdSettings = Extract<SignIn, { kind: 'OIDC' }>;

/** An authorization under way: what the answer of the provider is checked with. It holds no token. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** address to which the reader meant to go */
  readonly target: string;
  readonly isSilent: boolean;
}

/** The parts of an answer that the page keeps, in its memory. */
interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  readonly expiresInMs: number | undefined;
}

const CALLBACK = '/sign-in/callback';
const PENDING = 'lead-scoring.sign-in';
const REFRESH_AHEAD_MS = 60_000;
const LEAST_WAIT_MS = 5_000;

let grant: Grant | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the address is the one to which the provider sends readers back. */
export function isCallback(): boolean {
  return location.pathname === CALLBACK;
}

/**
 * Sends the reader to the provider: authorization code with PKCE.
 *
 * @param isSilent asks for no input: the provider refuses when the reader is not signed in there
 * @throws {Error} when the provider cannot be reached or does not describe itself
 */
export async function startSignIn(settings: OpenIdSettings, isSilent: boolean): Promise<void> {
  const { server, client } = await discover(settings);
  if (!server.authorization_endpoint) throw new Error(`${server.issuer}: found no authorization endpoint`);
  const pending: Pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    target: location.pathname === CALLBACK ? '/' : location.pathname + location.search,
    isSilent,
  };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: client.client_id,
    redirect_uri: location.origin + CALLBACK,
    response_type: 'code',
    scope: settings.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(isSilent && { prompt: 'none' }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  // a reload is no entry of the history: going back over it would lead here again
  if (isSilent) location.replace(address);
  else location.assign(address);
}

/**
 * Takes the provider's answer out of the address, exchanges its code for tokens, and begins the session. After the
 * refusal of a silent question there is none: the reader has to be asked.
 *
 * @throws {Error} when the provider refused, or the answer is not the one of this page's question
 */
export async function completeSignIn(settings: OpenIdSettings): Promise<void> {
  const answer = new URL(location.href);
  const pending = takePending();
  forgetReturning();
  history.replaceState(null, '', pending?.target ?? '/');
  if (!pending) throw new Error('found an answer of the provider, expected one to a question of this tab');
  try {
    await exchange(settings, answer, pending);
  } catch (error) {
    if (!(pending.isSilent && error instanceof oauth.AuthorizationResponseError)) throw inWords(error);
  }
}

async function exchange(settings: OpenIdSettings, answer: URL, pending: Pending): Promise<void> {
  const { server, client } = await discover(settings);
  const parameters = oauth.validateAuthResponse(server, client, answer, pending.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    location.origin + CALLBACK,
    pending.verifier,
    transportOf(settings),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: pending.nonce,
    requireIdToken: settings.scope.split(' ').includes('openid'),
  });
  accept(settings, tokens);
}

/** A refusal in the words of the provider. */
function inWords(error: unknown): unknown {
  if (!(error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)) return error;
  const { error: code, error_description: description } = error;
  return new Error(description ? `${code}: ${description}` : code, { cause: error });
}

/** Ends the session here and at the provider, where it has an address for that. */
export async function signOutAtProvider(settings: OpenIdSettings): Promise<void> {
  const idToken = grant?.idToken;
  forgetGrant();
  endSession(session.get().token, 'SIGNED_OUT');
  const { server, client } = await discover(settings);
  if (!server.end_session_endpoint) return;
  const address = new URL(server.end_session_endpoint);
  address.searchParams.set('client_id', client.client_id);
  address.searchParams.set('post_logout_redirect_uri', `${location.origin}/`);
  if (idToken) address.searchParams.set('id_token_hint', idToken);
  location.assign(address);
}

function forgetGrant(): void {
  clearTimeout(timer);
  grant = undefined;
  forgetReturning();
}

function accept(settings: OpenIdSettings, tokens: oauth.TokenEndpointResponse): void {
  grant = {
    accessToken: tokens.access_token,
    // a provider that does not rotate refresh tokens sends none again
    refreshToken: tokens.refresh_token ?? grant?.refreshToken,
    idToken: tokens.id_token ?? grant?.idToken,
    expiresInMs: tokens.expires_in === undefined ? undefined : tokens.expires_in * 1_000,
  };
  setReturning();
  beginSession(grant.accessToken);
  scheduleRefresh(settings);
}

function scheduleRefresh(settings: OpenIdSettings): void {
  clearTimeout(timer);
  if (!grant?.refreshToken || grant.expiresInMs === undefined) return;
  const aheadMs = Math.min(REFRESH_AHEAD_MS, grant.expiresInMs / 2);
  const waitMs = Math.max(LEAST_WAIT_MS, grant.expiresInMs - aheadMs);
  timer = setTimeout(() => void refresh(settings), Math.min(LONGEST_DELAY_MS, waitMs));
}

/** A refusal ends nothing before its time: the present token holds until it expires, and then the reader is asked. */
async function refresh(settings: OpenIdSettings): Promise<void> {
  const used = grant;
  if (!used?.refreshToken) return;
  if (!isReaders(used)) return forgetGrant();
  try {
    const { server, client } = await discover(settings);
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      oauth.None(),
      used.refreshToken,
      transportOf(settings),
    );
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    if (grant === used && isReaders(used)) accept(settings, tokens);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return;
    timer = setTimeout(() => void refresh(settings), LEAST_WAIT_MS);
  }
}

/** Whether the session is that of a grant, or ended with its token: the reader may have signed in otherwise since. */
function isReaders({ accessToken }: Grant): boolean {
  const { token, ended } = session.get();
  return token === accessToken || (token === undefined && ended === 'EXPIRED');
}

let discovered: Promise<{ server: oauth.AuthorizationServer; client: oauth.Client }> | undefined;

function discover(settings: OpenIdSettings): Promise<{ server: oauth.AuthorizationServer; client: oauth.Client }> {
  discovered ??= readDiscovery(settings).catch((error) => {
    discovered = undefined;
    throw error;
  });
  return discovered;
}

async function readDiscovery({ issuer, clientId }: OpenIdSettings) {
  const address = new URL(issuer);
  const response = await oauth.discoveryRequest(address, { algorithm: 'oidc', ...transportOf({ issuer }) });
  return { server: await oauth.processDiscoveryResponse(address, response), client: { client_id: clientId } };
}

/** A provider on this machine, as in development, needs no TLS. */
function transportOf({ issuer }: Pick<OpenIdSettings, 'issuer'>) {
  const { protocol, hostname } = new URL(issuer);
  const isLocal = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return { [oauth.allowInsecureRequests]: isLocal };
}

function takePending(): Pending | undefined {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  return text === null ? undefined : JSON.parse(text);
}
