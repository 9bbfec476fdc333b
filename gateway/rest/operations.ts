import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../../subgraphs/shared/readiness.ts';
import { VERSION } from '../../subgraphs/shared/version.ts';
import type { HttpMetrics } from '../http-metrics.ts';
import { type RestContract, serve } from './contract.ts';

/** `GET /health`: the process is up. */
export const HEALTH: RestContract = {
  method: 'GET',
  url: '/health',
  operationId: 'health',
  summary: 'Is the process up?',
  description: 'Answers as long as the process runs; says nothing of the parts behind it.',
  access: 'public',
  answers: {
    200: {
      description: 'It is.',
      schema: {
        type: 'object',
        required: ['status', 'version', 'uptime_seconds'],
        additionalProperties: false,
        properties: {
          status: { type: 'string', const: 'ok', description: 'Always ok.' },
          version: { type: 'string', description: 'Version of the program.' },
          uptime_seconds: { type: 'number', minimum: 0, description: 'Time since the process started, seconds.' },
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
    status: { type: 'string', enum: ['ready', 'not-ready', 'draining'], description: 'The verdict.' },
    checks: {
      type: 'object',
      description: 'State of each part.',
      additionalProperties: { type: 'string', enum: ['ok', 'unavailable'] },
    },
  },
} as const;

/** `GET /ready`: requests should be sent here. */
export const READY: RestContract = {
  method: 'GET',
  url: '/ready',
  operationId: 'ready',
  summary: 'Should requests be sent here?',
  description: 'Yes when every part answers; no before that and while the server shuts down.',
  access: 'public',
  answers: {
    200: { description: 'Yes.', schema: READY_REPORT },
    503: { description: 'No; the checks say what is missing.', schema: READY_REPORT },
  },
  refusals: [],
};

/** `GET /metrics`: what the process counts. */
export const METRICS: RestContract = {
  method: 'GET',
  url: '/metrics',
  operationId: 'metrics',
  summary: 'Metrics for Prometheus',
  description: 'Counters, gauges and histograms in the Prometheus text format, in base units.',
  access: 'monitoring:read',
  answers: { 200: { description: 'The metrics.', mediaType: 'text/plain', schema: { type: 'string' } } },
  refusals: [],
};

/** Serves `/health`, `/ready` and `/metrics`. */
export function addOperations(app: FastifyInstance, readiness: Readiness, metrics: HttpMetrics): void {
  serve(app, HEALTH, async () => ({ status: 'ok', version: VERSION, uptime_seconds: process.uptime() }));
  serve(app, READY, async (_request, reply) => {
    const report = await readiness.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
  serve(app, METRICS, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
