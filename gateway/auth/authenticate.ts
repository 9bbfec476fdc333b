import type {
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
} from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import type { Identity, Scope } from '../../platform/identity/identity.ts';
import type { AccessControl } from './access-control.ts';
import { FORM_KEY_HEADER } from './form-keys.ts';
import type { VerifiedIdentity } from './tokens.ts';

/** Access to a route: public, with any valid token, with a token of this scope, or of one of these. */
export type Access = 'public' | 'token' | Scope | readonly [Scope, ...Scope[]];

declare module 'fastify' {
  interface FastifyRequest {
    /** of the caller; undefined on public routes only */
    identity: VerifiedIdentity;
  }
  interface FastifyContextConfig {
    /** default `token`; a function decides by the request's line and headers */
    access?: Access | ((request: FastifyRequest) => Access);
    /** whether the key of a web form is accepted too */
    takesFormKey?: boolean;
  }
}

const BEARER = /^bearer +(\S+)$/i;

/**
 * Authenticates every request and enforces rate limits, before its body is read, unless the route's `config.access` is
 * `public`. The route finds the caller in `request.identity`.
 */
export function addAuthentication(app: FastifyInstance, accessControl: AccessControl): void {
  app.decorateRequest('identity');
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) return done();
    // the framework makes an object of all options at each access
    const { config } = request.routeOptions;
    const access = accessOf(config, request);
    if (access === 'public') return done();
    let identity: VerifiedIdentity | Promise<VerifiedIdentity>;
    try {
      identity = identify(request, config, accessControl);
    } catch (error) {
      return refuse(error, reply, done);
    }
    const admission = { request, access, accessControl };
    // a recently verified token is accepted synchronously
    if (!(identity instanceof Promise)) return admit(identity, admission, done);
    identity.then(
      (found) => admit(found, admission, done),
      (error) => refuse(error, reply, done),
    );
  });
}

/** A request whose caller is known. */
interface Admission {
  readonly request: FastifyRequest;
  readonly access: Exclude<Access, 'public'>;
  readonly accessControl: AccessControl;
}

function refuse(error: unknown, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  void reply.header('www-authenticate', 'Bearer realm="lead-scoring"');
  done(error as Error);
}

function admit(
  identity: VerifiedIdentity,
  { request, access, accessControl }: Admission,
  done: HookHandlerDoneFunction,
): void {
  let refusal: Error | undefined;
  try {
    request.identity = identity;
    accessControl.admit(identity);
    if (access !== 'token') requireScope(identity, access);
  } catch (error) {
    refusal = error as Error;
  }
  done(refusal);
}

function accessOf({ access = 'token' }: FastifyContextConfig, request: FastifyRequest): Access {
  return typeof access === 'function' ? access(request) : access;
}

/** A token takes precedence over a form key. */
function identify(
  { headers, ip }: FastifyRequest,
  { takesFormKey }: FastifyContextConfig,
  accessControl: AccessControl,
): VerifiedIdentity | Promise<VerifiedIdentity> {
  const { authorization, [FORM_KEY_HEADER]: formKey } = headers;
  if (authorization === undefined && typeof formKey === 'string' && takesFormKey)
    return accessControl.identifyForm(formKey, ip);
  return accessControl.identify(bearerToken(authorization), ip);
}

/**
 * Token of an `authorization` header.
 *
 * @throws {DomainError} UNAUTHENTICATED when there is none
 */
export function bearerToken(authorization: string | undefined): string {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (!token) throw new DomainError('UNAUTHENTICATED', 'authorization: found no token, expected Bearer and a token');
  return token;
}

function requireScope({ scopes }: Identity, access: Scope | readonly [Scope, ...Scope[]]): void {
  const anyOf = typeof access === 'string' ? [access] : access;
  if (!anyOf.some((scope) => scopes.includes(scope)))
    throw new DomainError('FORBIDDEN', `the token lacks the scope ${anyOf.join(' or ')}`, { scope: anyOf[0] });
}
