import { Counter, Histogram, type Registry } from 'prom-client';
import type { AccessObserver } from '../auth/access-control.ts';
import type { ErrorsAndData, OperationOutcome, RequestReport } from './request-report.ts';

// clients choose the names: without a limit, new ones would grow memory forever
const MOST_OPERATION_NAMES = 200;
const OTHER = 'other';

/** One series of a histogram and three of a counter, looked up once per operation name. */
interface OperationSeries {
  readonly label: string;
  readonly duration: Histogram.Internal<'operation'>;
  readonly outcomes: Readonly<Record<OperationOutcome, Counter.Internal>>;
}

/** Prometheus metrics of HTTP requests and GraphQL operations, in base units. */
export class HttpMetrics implements AccessObserver {
  readonly registry: Registry;
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #operations: Counter<'operation' | 'outcome'>;
  readonly #durations: Histogram<'operation'>;
  readonly #errors: Counter<'operation' | 'code'>;
  readonly #scores: Counter<'model_version' | 'grade'>;
  readonly #refused: Counter<'reason'>;
  readonly #limited: Counter<'limit'>;
  readonly #series = new Map<string, OperationSeries>();
  readonly #requestSeries = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();

  constructor(registry: Registry) {
    this.registry = registry;
    const registers = [registry];
    this.#requests = new Histogram({
      name: 'leadscore_http_request_duration_seconds',
      help: 'Time from the request line to the end of the response.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.#operations = new Counter({
      name: 'leadscore_graphql_operations_total',
      help: 'GraphQL operations by name and outcome; names beyond the first 200 count as other.',
      labelNames: ['operation', 'outcome'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'leadscore_graphql_operation_duration_seconds',
      help: 'Time from reading a GraphQL request to its response, by operation name.',
      labelNames: ['operation'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
      registers,
    });
    this.#errors = new Counter({
      name: 'leadscore_graphql_errors_total',
      help: 'GraphQL responses with an error of this code, by operation name.',
      labelNames: ['operation', 'code'],
      registers,
    });
    this.#scores = new Counter({
      name: 'leadscore_score_lead_answers_total',
      help: 'Scores returned by POST /score-lead, by model version and grade.',
      labelNames: ['model_version', 'grade'],
      registers,
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
    const key = `${status} ${method} ${route}`;
    let series = this.#requestSeries.get(key);
    if (!series) {
      series = this.#requests.labels(method, route, `${status}`);
      this.#requestSeries.set(key, series);
    }
    series.observe(durationMs / 1000);
  }

  /** Counts the outcome of an operation, and records it in the request's report. */
  countOperation(report: RequestReport, name: string | null | undefined, result: ErrorsAndData): void {
    report.record(name, result);
    const series = this.#seriesOf(name);
    series.duration.observe((performance.now() - report.startedAt) / 1000);
    series.outcomes[report.outcome ?? 'error'].inc();
    for (const code of report.errorCodes) this.#errors.inc({ operation: series.label, code });
  }

  countScore(modelVersion: string, grade: string): void {
    this.#scores.inc({ model_version: modelVersion, grade });
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  limited(limit: 'authentication' | 'form' | 'subject'): void {
    this.#limited.inc({ limit });
  }

  #seriesOf(name: string | null | undefined): OperationSeries {
    const asked = name || 'anonymous';
    const label = this.#series.has(asked) || this.#series.size < MOST_OPERATION_NAMES ? asked : OTHER;
    let series = this.#series.get(label);
    if (!series) {
      const counter = (outcome: OperationOutcome) => this.#operations.labels(label, outcome);
      const outcomes = { ok: counter('ok'), partial: counter('partial'), error: counter('error') };
      series = { label, duration: this.#durations.labels(label), outcomes };
      this.#series.set(label, series);
    }
    return series;
  }
}
