import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK } from 'jose';
import { Provider, type ProviderContext } from 'oidc-provider';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { createKeyPair } from '../auth/key-pair.ts';
import { answerSignIn, SIGN_IN_PATH, signOutPage } from './identity-pages.ts';

const API = 'https://leads.example.com/api';
const API_SCOPES = 'leads:read models:read';
const CLIENT = 'lead-scoring-web';
const ALGORITHM = 'ES256';

/** A successful request of the token endpoint. */
export interface Exchange {
  /** `authorization_code` or `refresh_token` */
  readonly grantType: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
}

/**
 * An OpenID provider: oidc-provider with one public client. A person has the account that they type at sign-in; access
 * tokens are JWT for the gateway, and every sign-in brings a refresh token.
 */
export class IdentityProvider {
  /** lifetime of the next access tokens */
  accessTokenSeconds = 3_600;
  /** claim `roles` of the next access tokens */
  roles: readonly string[] = [];
  /** in their order */
  readonly exchanges: Exchange[] = [];
  readonly #events = new EventEmitter();
  readonly #port: number;
  readonly #provider: Provider;
  #server: Server | undefined;

  private constructor(port: number, application: string, key: object) {
    this.#port = port;
    this.#provider = new Provider(this.issuer, this.#configuration(application, key));
    this.#provider.on('grant.success', ({ body, oidc }: ProviderContext) => {
      const exchange = {
        grantType: oidc.params.grant_type as string,
        accessToken: body.access_token as string,
        refreshToken: body.refresh_token as string,
        idToken: body.id_token as string,
      };
      this.exchanges.push(exchange);
      this.#events.emit(exchange.grantType);
    });
  }

  /** Starts a provider for a web application. @param application its origin */
  static async listen(application: string): Promise<IdentityProvider> {
    const { kid, privateKey } = await createKeyPair('provider', ALGORITHM);
    const key = { ...(await exportJWK(privateKey)), kid, alg: ALGORITHM, use: 'sig' };
    const provider = new IdentityProvider(await findFreePort(), application, key);
    await provider.start();
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Environment of a platform that trusts it, and whose web application signs people in at it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      JWT_ISSUER: this.issuer,
      JWKS_URL: `${this.issuer}/jwks`,
      WEB_SIGN_IN_ISSUER: this.issuer,
      WEB_SIGN_IN_CLIENT_ID: CLIENT,
    };
  }

  /** Resolves when the next tokens were issued for a refresh token. */
  async nextRefresh(): Promise<void> {
    await once(this.#events, 'refresh_token');
  }

  /** Uses a refresh token as the page does. @returns the status of the answer */
  async refresh(refreshToken: string): Promise<number> {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: CLIENT,
      refresh_token: refreshToken,
    });
    const response = await fetch(`${this.issuer}/token`, { method: 'POST', body });
    await response.arrayBuffer();
    return response.status;
  }

  /** Listens, after {@link stop} at the same address and with the same sessions. */
  async start(): Promise<void> {
    if (this.#server) return;
    const answer = this.#provider.callback();
    this.#server = createServer((request, response) => void this.#answer(request, response, answer));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Goes away: connections are refused. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    answer: ReturnType<Provider['callback']>,
  ): Promise<void> {
    if (request.url?.startsWith(SIGN_IN_PATH)) await answerSignIn(this.#provider, request, response);
    else await answer(request, response);
  }

  #configuration(application: string, key: object): Readonly<Record<string, unknown>> {
    return {
      jwks: { keys: [key] },
      cookies: { keys: ['a key for tests'] },
      clients: [
        {
          client_id: CLIENT,
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          redirect_uris: [`${application}/sign-in/callback`],
          post_logout_redirect_uris: [`${application}/`],
          id_token_signed_response_alg: ALGORITHM,
        },
      ],
      clientBasedCORS: (_context: unknown, origin: string) => origin === application,
      findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => SIGN_IN_PATH + uid },
      loadExistingGrant: (context: ProviderContext) => this.#grant(context),
      // as Keycloak does, also without the scope offline_access
      issueRefreshToken: () => true,
      extraTokenClaims: () => ({ roles: this.roles }),
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context: { body: string }, form: string) => {
            context.body = signOutPage(form);
          },
        },
        resourceIndicators: { enabled: true, ...this.#resource() },
      },
    };
  }

  #resource(): Readonly<Record<string, unknown>> {
    return {
      defaultResource: () => API,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        audience: 'lead-scoring',
        scope: API_SCOPES,
        accessTokenFormat: 'jwt',
        accessTokenTTL: this.accessTokenSeconds,
        jwt: { sign: { alg: ALGORITHM } },
      }),
    };
  }

  /** Consent, as an organisation gives it for its own applications. */
  async #grant({ oidc: { session, client } }: ProviderContext): Promise<unknown> {
    const grant = new this.#provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(API, API_SCOPES);
    await grant.save();
    return grant;
  }
}
