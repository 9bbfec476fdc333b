import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { READ } from '../../graph/scopes.ts';
import { MOST_POINTS, metricsHistory } from '../metrics-history.ts';
import { MetricsHistory, MetricsRange, MetricsStep } from './metrics-history.ts';

/** Metrics of scoring over time. */
@Resolver()
export class MetricsResolver {
  readonly #db: Kysely<never>;
  readonly #clock: () => number;

  /** @param clock epoch milliseconds */
  constructor(db: Kysely<never>, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
  }

  @Directive(READ)
  @Query(() => MetricsHistory, {
    nullable: true,
    description: `Metrics of scoring over time, at most ${MOST_POINTS} points.`,
  })
  async metricsHistory(
    @Arg('range', () => MetricsRange, {
      defaultValue: 'DAY',
      description: 'Length of the history, unless `from` is given.',
    })
    range: keyof typeof MetricsRange,
    @Arg('step', () => MetricsStep, {
      nullable: true,
      description: 'Length of each point; by default that of the range.',
    })
    step: keyof typeof MetricsStep | null | undefined,
    @Arg('from', () => DateTime, { nullable: true, description: 'Start of the history, instead of `range`.' }) from:
      | number
      | null
      | undefined,
    @Arg('until', () => DateTime, { nullable: true, description: 'End of the history; now by default.' }) until:
      | number
      | null
      | undefined,
    @Arg('model', () => String, { nullable: true, description: 'Only predictions of this model.' }) model:
      | string
      | null
      | undefined,
    @Arg('version', () => Int, { nullable: true, description: 'Only predictions of this version.' }) version:
      | number
      | null
      | undefined,
    @Arg('role', () => String, {
      nullable: true,
      description: 'Only predictions in this role: CHAMPION, CHALLENGER, SHADOW or HOLDOUT.',
    })
    role: string | null | undefined,
  ): Promise<MetricsHistory> {
    const given = { step, from, until, model, version, role };
    const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
    return metricsHistory(this.#db, { range, ...present }, this.#clock());
  }
}
