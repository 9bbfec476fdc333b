import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
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
    const access = accessOf(request);
    if (access === 'public' || request.is404) return done();
    let identity: VerifiedIdentity | Promise<VerifiedIdentity>;
    try {
      identity = identify(request, accessControl);
    } catch (error) {
      return refuse(error, reply, done);
    }
    // a recently verified token is accepted synchronously
    if (!(identity instanceof Promise)) return admit(identity, request, accessControl, done);
    identity.then(
      (found) => admit(found, request, accessControl, done),
      (error) => refuse(error, reply, done),
    );
  });
}

function refuse(error: unknown, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  void reply.header('www-authenticate', 'Bearer realm="lead-scoring"');
  done(error as Error);
}

function admit(
  identity: VerifiedIdentity,
  request: FastifyRequest,
  accessControl: AccessControl,
  done: HookHandlerDoneFunction,
): void {
  let refusal: Error | undefined;
  try {
    request.identity = identity;
    accessControl.admit(identity);
    const access = accessOf(request);
    if (access !== 'token') requireScope(identity, [access].flat() as Scope[]);
  } catch (error) {
    refusal = error as Error;
  }
  done(refusal);
}

function accessOf(request: FastifyRequest): Access {
  const { access = 'token' } = request.routeOptions.config;
  return typeof access === 'function' ? access(request) : access;
}

/** A token takes precedence over a form key. */
function identify(request: FastifyRequest, accessControl: AccessControl): VerifiedIdentity | Promise<VerifiedIdentity> {
  const { authorization, [FORM_KEY_HEADER]: formKey } = request.headers;
  if (authorization === undefined && typeof formKey === 'string' && request.routeOptions.config.takesFormKey)
    return accessControl.identifyForm(formKey, request.ip);
  return accessControl.identify(bearerToken(authorization), request.ip);
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

function requireScope(identity: Identity, anyOf: readonly Scope[]): void {
  if (!anyOf.some((scope) => identity.scopes.includes(scope)))
    throw new DomainError('FORBIDDEN', `the token lacks the scope ${anyOf.join(' or ')}`, { scope: anyOf[0] });
}
