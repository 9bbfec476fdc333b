import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { checkHealth, type HealthSubject } from './check-health.ts';
import { checkWindow, liveMetrics, MAX_WINDOW_SECONDS } from './live-metrics.ts';
import { readTraffic } from './store.ts';
import { Health } from './types/health.ts';
import { LiveMetrics } from './types/live-metrics.ts';

const READ = '@requiresScopes(scopes: [["monitoring:read"]])';

/** Queries of the monitoring subgraph. */
@Resolver()
export class MonitoringResolver {
  readonly #subject: HealthSubject;

  constructor(subject: HealthSubject) {
    this.#subject = subject;
  }

  @Directive(READ)
  @Query(() => Health, { nullable: true, description: 'How the platform is, asked now.' })
  async health(): Promise<Health> {
    return checkHealth(this.#subject);
  }

  @Directive(READ)
  @Query(() => LiveMetrics, { nullable: true, description: 'What scoring did within the last seconds.' })
  async liveMetrics(
    @Arg('windowSeconds', () => Int, {
      defaultValue: 60,
      description: `Length of the window, 1 to ${MAX_WINDOW_SECONDS} seconds.`,
    })
    windowSeconds: number,
  ): Promise<LiveMetrics> {
    checkWindow(windowSeconds);
    const until = this.#subject.clock();
    const rows = await readTraffic(this.#subject.db, until - windowSeconds * 1_000, until);
    return liveMetrics(rows, until, windowSeconds);
  }
}
