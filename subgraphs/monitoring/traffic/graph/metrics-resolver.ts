import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { READ } from '../../graph/scopes.ts';
import { MOST_POINTS, metricsHistory } from '../metrics-history.ts';
import { MetricsHistory, MetricsRange, MetricsStep } from './metrics-history.ts';

/** The metrics of scoring over time. */
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
    description: `What scoring did over time, in ${MOST_POINTS} points at most.`,
  })
  async metricsHistory(
    @Arg('range', () => MetricsRange, { defaultValue: 'DAY', description: 'How far back, unless `from` says it.' })
    range: keyof typeof MetricsRange,
    @Arg('step', () => MetricsStep, { nullable: true, description: 'How long each point is; by default as the range.' })
    step: keyof typeof MetricsStep | null | undefined,
    @Arg('from', () => DateTime, { nullable: true, description: 'Start, instead of the range.' }) from:
      | number
      | null
      | undefined,
    @Arg('until', () => DateTime, { nullable: true, description: 'End; now by default.' }) until:
      | number
      | null
      | undefined,
    @Arg('model', () => String, { nullable: true, description: 'Of this model only.' }) model:
      | string
      | null
      | undefined,
    @Arg('version', () => Int, { nullable: true, description: 'Of this version only.' }) version:
      | number
      | null
      | undefined,
    @Arg('role', () => String, {
      nullable: true,
      description: 'Of this role only: CHAMPION, CHALLENGER, SHADOW or HOLDOUT.',
    })
    role: string | null | undefined,
  ): Promise<MetricsHistory> {
    const given = { step, from, until, model, version, role };
    const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
    return metricsHistory(this.#db, { range, ...present }, this.#clock());
  }
}
