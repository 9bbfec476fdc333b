import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from '../subgraphs/shared/logger.ts';

// names come from clients: without a bound each new one would grow memory for ever
const MOST_OPERATION_NAMES = 200;

/** How a GraphQL operation ended: whole, with some fields lost, or without data. */
export type OperationOutcome = 'ok' | 'partial' | 'error';

/** How an execution ended: `error` without data, `partial` with data and errors, else `ok`. */
export function outcome(result: {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}): OperationOutcome {
  if (result.data === null || result.data === undefined) return 'error';
  return result.errors?.length ? 'partial' : 'ok';
}

/** What the gateway counts about itself, in Prometheus's terms and base units. */
export class HttpMetrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'leadscore_http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly #operations = new Counter({
    name: 'leadscore_graphql_operations_total',
    help: 'GraphQL operations by name and outcome; names beyond the first 200 count as other.',
    labelNames: ['operation', 'outcome'],
    registers: [this.registry],
  });
  readonly #scores = new Counter({
    name: 'leadscore_score_lead_answers_total',
    help: 'Scores that POST /score-lead answered, by model version and grade.',
    labelNames: ['model_version', 'grade'],
    registers: [this.registry],
  });
  readonly #operationNames = new Set<string>();

  constructor(version: string) {
    collectDefaultMetrics({ register: this.registry, prefix: 'leadscore_' });
    new Gauge({
      name: 'leadscore_build_info',
      help: 'Always 1; the labels say what runs.',
      labelNames: ['version', 'node'],
      registers: [this.registry],
    }).set({ version, node: process.version }, 1);
  }

  /** @param route the route's pattern, never the path: its labels are few */
  countRequest(method: string, route: string, status: number, durationMs: number): void {
    this.#requests.observe({ method, route, status }, durationMs / 1000);
  }

  countOperation(name: string | null | undefined, outcome: OperationOutcome): void {
    this.#operations.inc({ operation: this.#label(name), outcome });
  }

  countScore(modelVersion: string, grade: string): void {
    this.#scores.inc({ model_version: modelVersion, grade });
  }

  #label(name: string | null | undefined): string {
    if (!name) return 'anonymous';
    if (this.#operationNames.size < MOST_OPERATION_NAMES) this.#operationNames.add(name);
    return this.#operationNames.has(name) ? name : 'other';
  }
}

/** Measures every answer and writes one access line for it, at DEBUG. */
export function addMeasurement(app: FastifyInstance, metrics: HttpMetrics, log: Logger): void {
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const durationMs = reply.elapsedTime;
    metrics.countRequest(request.method, route, reply.statusCode, durationMs);
    log.debug(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs,
        subject: request.identity?.subject,
      },
      'request answered',
    );
    done();
  });
}
