import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { streamed } from '../../platform/subgraph/subgraph-schema.ts';
import { checkHealth, type HealthSubject } from './health/check-health.ts';
import { Health } from './health/graph/health.ts';
import { LiveMetrics } from './traffic/graph/live-metrics.ts';
import { checkWindow, EVERY_MS, MAX_WINDOW_SECONDS } from './traffic/rules/live-metrics.ts';

const READ = '@requiresScopes(scopes: [["monitoring:read"]])';
const WINDOW = { defaultValue: 60, description: `Length of the window, 1 to ${MAX_WINDOW_SECONDS} seconds.` };

/** What the root fields need. */
export interface MonitoringResolverDeps {
  readonly health: HealthSubject;
  /** computes the metrics of the last seconds */
  readonly liveMetrics: (windowSeconds: number) => Promise<LiveMetrics>;
}

/** Root fields of the monitoring subgraph. */
@Resolver()
export class MonitoringResolver {
  readonly #deps: MonitoringResolverDeps;

  constructor(deps: MonitoringResolverDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => Health, { nullable: true, description: 'How the platform is, asked now.' })
  async health(): Promise<Health> {
    return checkHealth(this.#deps.health);
  }

  @Directive(READ)
  @Query(() => LiveMetrics, { nullable: true, description: 'What scoring did within the last seconds.' })
  async liveMetrics(@Arg('windowSeconds', () => Int, WINDOW) windowSeconds: number): Promise<LiveMetrics> {
    checkWindow(windowSeconds);
    return this.#deps.liveMetrics(windowSeconds);
  }

  @Directive(READ)
  @Subscription(() => LiveMetrics, {
    ...streamed('liveMetrics'),
    name: 'liveMetrics',
    nullable: true,
    description:
      'What scoring did within the last seconds: now, and again each time. Only the newest counts: whoever reads slowly ' +
      'misses those in between.',
  })
  liveMetricsTick(
    @Root() metrics: LiveMetrics,
    @Arg('everyMs', () => Int, {
      defaultValue: 1_000,
      description: `How often, ${EVERY_MS.least} to ${EVERY_MS.most} milliseconds.`,
    })
    _everyMs: number,
    @Arg('windowSeconds', () => Int, WINDOW) _windowSeconds: number,
  ): LiveMetrics {
    return metrics;
  }
}
