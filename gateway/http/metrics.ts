import { Counter, type Registry } from 'prom-client';
import { SeriesCounter } from '../../platform/health/series-counter.ts';
import { SeriesHistogram } from '../../platform/health/series-histogram.ts';
import type { AccessObserver } from '../auth/access-control.ts';
import type { ErrorsAndData, RequestReport } from './request-report.ts';

// clients choose the names: without a limit, new ones would grow memory forever
const MOST_OPERATION_NAMES = 200;
const OTHER = 'other';

/** Prometheus metrics of HTTP requests and GraphQL operations, in base units. */
export class HttpMetrics implements AccessObserver {
  readonly registry: Registry;
  readonly #requests: SeriesHistogram;
  readonly #operations: SeriesCounter;
  readonly #durations: SeriesHistogram;
  readonly #errors: Counter<'operation' | 'code'>;
  readonly #scores: SeriesCounter;
  readonly #refused: Counter<'reason'>;
  readonly #limited: Counter<'limit'>;
  readonly #operationNames = new Set<string>();

  constructor(registry: Registry) {
    this.registry = registry;
    const registers = [registry];
    this.#requests = new SeriesHistogram({
      name: 'leadscore_http_request_duration_seconds',
      help: 'Time from the request line to the end of the response.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registry,
    });
    this.#operations = new SeriesCounter({
      name: 'leadscore_graphql_operations_total',
      help: 'GraphQL operations by name and outcome; names beyond the first 200 count as other.',
      labelNames: ['operation', 'outcome'],
      registry,
    });
    this.#durations = new SeriesHistogram({
      name: 'leadscore_graphql_operation_duration_seconds',
      help: 'Time from reading a GraphQL request to its response, by operation name.',
      labelNames: ['operation'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
      registry,
    });
    this.#errors = new Counter({
      name: 'leadscore_graphql_errors_total',
      help: 'GraphQL responses with an error of this code, by operation name.',
      labelNames: ['operation', 'code'],
      registers,
    });
    this.#scores = new SeriesCounter({
      name: 'leadscore_score_lead_answers_total',
      help: 'Scores returned by POST /score-lead, by model version and grade.',
      labelNames: ['model_version', 'grade'],
      registry,
    });
    this.#refused = new Counter({
      name: 'leadscore_authentication_failures_total',
      help: 'Refused tokens and form keys, by reason.',
      labelNames: ['reason'],
      registers,
    });
    this.#limited = new Counter({
      name: 'leadscore_rate_limited_total',
      help: 'Requests refused by rate limits: of a subject, of a form, or of failed authentications.',
      labelNames: ['limit'],
      registers,
    });
  }

  /** @param route the route's pattern, never the path: its labels are few */
  countRequest(method: string, route: string, status: number, durationMs: number): void {
    this.#requests.series(method, route, String(status)).observe(durationMs / 1000);
  }

  /** Counts the outcome of an operation, and records it in the request's report. */
  countOperation(report: RequestReport, name: string | null | undefined, result: ErrorsAndData): void {
    report.record(name, result);
    const operation = this.#labelOf(name || 'anonymous');
    this.#durations.series(operation).observe((performance.now() - report.startedAt) / 1000);
    this.#operations.series(operation, report.outcome ?? 'error').inc();
    for (const code of report.errorCodes) this.#errors.inc({ operation, code });
  }

  countScore(modelVersion: string, grade: string): void {
    this.#scores.series(modelVersion, grade).inc();
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  limited(limit: 'authentication' | 'form' | 'subject'): void {
    this.#limited.inc({ limit });
  }

  #labelOf(name: string): string {
    if (this.#operationNames.has(name)) return name;
    if (this.#operationNames.size >= MOST_OPERATION_NAMES) return OTHER;
    this.#operationNames.add(name);
    return name;
  }
}
