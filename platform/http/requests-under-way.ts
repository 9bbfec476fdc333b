import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import { DomainError } from '../errors.ts';
import { onRequestEnd } from './request-end.ts';

/** Routes by which a process is looked after: they must answer when nothing else does. */
export const UNLIMITED_ROUTES: ReadonlySet<string | undefined> = new Set(['/health', '/ready', '/metrics']);
const RETRY_AFTER_SECONDS = 1;

declare module 'fastify' {
  interface FastifyInstance {
    /** absent where nothing is limited */
    readonly underWay?: RequestsUnderWay;
  }
}

/** Method and route of a request, or of anything that is limited as one. */
export interface TrackedRequest {
  readonly method: string;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** Admission limits of a process. */
export interface AdmissionOptions {
  /** 0: no limit. Default 0 */
  readonly maxRequests?: number;
  /** where refusals are counted. Default: nowhere */
  readonly registry?: Registry | undefined;
}

/**
 * The requests of a server that are under way: from their arrival until they are answered, or their work has ended when
 * the client has left before. Those beyond the limit are refused before their body is read.
 */
export class RequestsUnderWay {
  readonly #maxRequests: number;
  readonly #requests = new Set<TrackedRequest>();
  readonly #streams = new Set<TrackedRequest>();
  readonly #refused: Counter | undefined;

  constructor({ maxRequests = 0, registry }: AdmissionOptions = {}) {
    this.#maxRequests = maxRequests || Number.POSITIVE_INFINITY;
    if (!registry) return;
    const registers = [registry];
    this.#refused = new Counter({
      name: 'leadscore_requests_refused_total',
      help: 'Requests refused as too many were under way.',
      registers,
    });
    const requests = this.#requests;
    new Gauge({
      name: 'leadscore_requests_under_way',
      help: 'Requests that wait for their answer, event streams left out.',
      registers,
      collect() {
        this.set(requests.size);
      },
    });
  }

  /** Follows the requests of a server. Add it before whatever costs anything. */
  follow(app: FastifyInstance): void {
    app.decorate('underWay', { getter: (): RequestsUnderWay => this });
    app.addHook('onRequest', (request, reply, done) => {
      if (this.#requests.size < this.#maxRequests || UNLIMITED_ROUTES.has(request.routeOptions.url)) {
        this.#requests.add(request);
        return done();
      }
      reply.header('retry-after', String(RETRY_AFTER_SECONDS));
      done(this.#refusal());
    });
    onRequestEnd(app, (request, reply) => {
      this.#streams.delete(request);
      // without an answer the work continues, and so does its cost
      if (reply.sent) this.#requests.delete(request);
    });
    // the end of work whose client has hung up
    app.addHook('onSend', (request, reply, _payload, done) => {
      if (reply.raw.closed || request.raw.socket.destroyed) this.#requests.delete(request);
      done();
    });
  }

  /**
   * Counts what arrived by another way than a request of HTTP.
   *
   * @returns ends it
   * @throws {DomainError} OVERLOADED
   */
  begin(request: TrackedRequest): () => void {
    if (this.#requests.size >= this.#maxRequests) throw this.#refusal();
    this.#requests.add(request);
    return () => void this.#requests.delete(request);
  }

  /** The request is an event stream from now on: it may stay for hours, and is limited as a connection. */
  becomeStream(request: FastifyRequest): void {
    if (this.#requests.delete(request)) this.#streams.add(request);
  }

  /** Counts by method and route, never by path: `{ 'POST /graphql': 2 }`. */
  byRoute(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    const count = ({ method, routeOptions }: TrackedRequest, suffix: string): void => {
      const route = `${method} ${routeOptions.url ?? 'unknown'}${suffix}`;
      counts[route] = (counts[route] ?? 0) + 1;
    };
    for (const request of this.#requests) count(request, '');
    for (const request of this.#streams) count(request, ' (event stream)');
    return counts;
  }

  #refusal(): DomainError {
    this.#refused?.inc();
    return new DomainError('OVERLOADED', `found ${this.#requests.size} requests under way, expected fewer`);
  }
}
