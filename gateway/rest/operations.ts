import type { FastifyInstance } from 'fastify';
import { type FindComplaint, healthReport } from '../../platform/health/health-report.ts';
import type { Readiness } from '../../platform/health/readiness.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { type RestContract, serve } from './contract.ts';

const HEALTH_FIELDS = {
  version: { type: 'string', description: 'Version of the program.' },
  uptime_seconds: { type: 'number', minimum: 0, description: 'Time since the process started, seconds.' },
} as const;

/** `GET /health`: liveness of the process. */
export const HEALTH: RestContract = {
  method: 'GET',
  url: '/health',
  operationId: 'health',
  summary: 'Is the process up?',
  description:
    'Yes as long as the process runs; no when nothing has come of its database for DATABASE_UNHEALTHY_AFTER_MS though it was tried, so that a new start may help.',
  access: 'public',
  answers: {
    200: {
      description: 'The process works.',
      schema: {
        type: 'object',
        required: ['status', 'version', 'uptime_seconds'],
        additionalProperties: false,
        properties: {
          status: { type: 'string', const: 'ok', description: 'Always ok.' },
          ...HEALTH_FIELDS,
        },
      },
    },
    503: {
      description: 'The process cannot work and should be restarted.',
      schema: {
        type: 'object',
        required: ['status', 'version', 'uptime_seconds', 'reason'],
        additionalProperties: false,
        properties: {
          status: { type: 'string', const: 'failing', description: 'Always failing.' },
          ...HEALTH_FIELDS,
          reason: { type: 'string', description: 'Cause, and time since when.' },
        },
      },
    },
  },
  refusals: [],
};

const READY_REPORT = {
  type: 'object',
  required: ['status', 'checks'],
  additionalProperties: false,
  properties: {
    status: { type: 'string', enum: ['ready', 'not-ready', 'draining'], description: 'Readiness of the process.' },
    checks: {
      type: 'object',
      description: 'State of each dependency.',
      additionalProperties: { type: 'string', enum: ['ok', 'unavailable'] },
    },
  },
} as const;

/** `GET /ready`: readiness for requests. */
export const READY: RestContract = {
  method: 'GET',
  url: '/ready',
  operationId: 'ready',
  summary: 'Should requests be sent here?',
  description: 'Ready while every dependency responds; not ready before that and during shutdown.',
  access: 'public',
  answers: {
    200: { description: 'Ready for requests.', schema: READY_REPORT },
    503: { description: 'Not ready; `checks` lists the reasons.', schema: READY_REPORT },
  },
  refusals: [],
};

/** `GET /metrics`: metrics of the process. */
export const METRICS: RestContract = {
  method: 'GET',
  url: '/metrics',
  operationId: 'metrics',
  summary: 'Metrics for Prometheus',
  description: 'Counters, gauges and histograms in the Prometheus text format, in base units.',
  access: ['metrics:read', 'monitoring:read'],
  answers: { 200: { description: 'The metrics.', mediaType: 'text/plain', schema: { type: 'string' } } },
  refusals: [],
};

/** Dependencies of the operations routes. */
export interface OperationsDeps {
  readonly readiness: Readiness;
  readonly metrics: HttpMetrics;
  readonly findComplaint?: FindComplaint | undefined;
}

/** Serves `/health`, `/ready` and `/metrics`. */
export function addOperations(app: FastifyInstance, { readiness, metrics, findComplaint }: OperationsDeps): void {
  serve(app, HEALTH, async (_request, reply) => {
    const report = healthReport(findComplaint);
    return reply.code(report.status === 'ok' ? 200 : 503).send(report);
  });
  serve(app, READY, async (_request, reply) => {
    const report = await readiness.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
  serve(app, METRICS, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
