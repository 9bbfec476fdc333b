import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { streamed } from '../../../../platform/subgraph/subgraph-schema.ts';
import { READ } from '../../graph/scopes.ts';
import { checkWindow, EVERY_MS, MAX_WINDOW_SECONDS } from '../rules/live-metrics.ts';
import { LiveMetrics } from './live-metrics.ts';

const WINDOW = { defaultValue: 60, description: `Length of the window, 1 to ${MAX_WINDOW_SECONDS} seconds.` };

/** Metrics of scoring within the last seconds. */
@Resolver()
export class LiveMetricsResolver {
  readonly #compute: (windowSeconds: number) => Promise<LiveMetrics>;

  /** @param compute the metrics of the last seconds */
  constructor(compute: (windowSeconds: number) => Promise<LiveMetrics>) {
    this.#compute = compute;
  }

  @Directive(READ)
  @Query(() => LiveMetrics, { nullable: true, description: 'Metrics of scoring within the last seconds.' })
  async liveMetrics(@Arg('windowSeconds', () => Int, WINDOW) windowSeconds: number): Promise<LiveMetrics> {
    checkWindow(windowSeconds);
    return this.#compute(windowSeconds);
  }

  @Directive(READ)
  @Subscription(() => LiveMetrics, {
    ...streamed('liveMetrics'),
    name: 'liveMetrics',
    nullable: true,
    description:
      'Metrics of scoring within the last seconds, sent at once and then at each interval. A slow subscriber receives ' +
      'only the newest metrics.',
  })
  liveMetricsTick(
    @Root() metrics: LiveMetrics,
    @Arg('everyMs', () => Int, {
      defaultValue: 1_000,
      description: `Interval, ${EVERY_MS.least} to ${EVERY_MS.most} milliseconds.`,
    })
    _everyMs: number,
    @Arg('windowSeconds', () => Int, WINDOW) _windowSeconds: number,
  ): LiveMetrics {
    return metrics;
  }
}
