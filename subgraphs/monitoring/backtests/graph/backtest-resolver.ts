import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { DAY_MS } from '../../../../platform/time.ts';
import { DriftReport } from '../../drift/graph/drift-report.ts';
import { presentReport } from '../../drift/graph/present-drift.ts';
import { findBacktestReport } from '../../drift/store/report-store.ts';
import { Backtest } from '../../graph/backtest.ts';
import { READ } from '../../graph/scopes.ts';
import { ModelPerformance, SliceInput } from '../../performance/graph/performance.ts';
import { presentPerformance, readGrade } from '../../performance/graph/present-performance.ts';
import type { PerformanceService, VersionPerformance } from '../../performance/performance-service.ts';
import { findBacktest } from '../../windows/backtest-facts.ts';
import { abTestPower } from '../rules/ab-test-power.ts';
import { AbTestPower } from './ab-test-power.ts';

/** Dependencies of the {@link BacktestResolver}. */
export interface BacktestResolverDeps {
  readonly db: Kysely<never>;
  readonly performance: Pick<PerformanceService, 'measure'>;
}

/** Fields of a backtest that `monitoring` resolves. */
@Resolver(() => Backtest)
export class BacktestResolver {
  readonly #deps: BacktestResolverDeps;

  constructor(deps: BacktestResolverDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @FieldResolver(() => ModelPerformance, {
    nullable: true,
    description:
      'Performance on the scores of the backtest; each lead counts once, with its first score. Null unless the backtest ' +
      'succeeded and has scores.',
  })
  async performance(
    @Root() { id }: Backtest,
    @Arg('slice', () => SliceInput, { nullable: true, description: 'Only leads of this slice.' }) slice:
      | SliceInput
      | null
      | undefined,
    @Arg('selectedFrom', () => String, {
      defaultValue: 'B',
      description: 'Lowest grade that counts as selected when slices are compared: A, B or C.',
    })
    selectedFrom: string,
  ): Promise<ModelPerformance | undefined> {
    const measured = await this.#measure(id, slice ?? undefined, selectedFrom);
    return measured && presentPerformance(measured);
  }

  @Directive(READ)
  @FieldResolver(() => DriftReport, {
    nullable: true,
    description:
      'Comparison of the backtest with the reference window of its version; null until it was made, soon after the ' +
      'backtest succeeded, and without a reference window. Its findings open no alert.',
  })
  async drift(@Root() { id }: Backtest): Promise<DriftReport | undefined> {
    const report = await findBacktestReport(this.#deps.db, Number(id));
    return report && presentReport(report);
  }

  @Directive(READ)
  @FieldResolver(() => AbTestPower, {
    nullable: true,
    description:
      'Power analysis of a planned A/B test between the version and the champion. Null unless the backtest succeeded and ' +
      'has leads with both outcomes.',
  })
  async abTestPower(
    @Root() { id }: Backtest,
    @Arg('effect', () => Float, {
      description: 'Least difference of the conversion rates worth finding, such as 0.02 for two points; not 0.',
    })
    effect: number,
    @Arg('trafficShare', () => Float, {
      defaultValue: 0.5,
      description: 'Share of the leads that meet the version, between 0 and 1.',
    })
    trafficShare: number,
    @Arg('alpha', () => Float, {
      defaultValue: 0.05,
      description: 'Chance of finding a difference where there is none, two-sided, between 0 and 1.',
    })
    alpha: number,
    @Arg('power', () => Float, {
      defaultValue: 0.8,
      description: 'Chance of finding the difference when it is there, between 0 and 1.',
    })
    power: number,
  ): Promise<AbTestPower | undefined> {
    const backtest = await findBacktest(this.#deps.db, Number(id));
    const measured = await this.#measure(id, undefined, 'B');
    const baseline = measured?.report.conversionRate?.estimate ?? 0;
    if (!backtest || !(baseline > 0 && baseline < 1)) return undefined;
    const { from, until, scored } = backtest;
    const leadsPerDay = scored / ((until - from) / DAY_MS);
    return abTestPower({ effect, trafficShare, alpha, power }, { baseline, leadsPerDay });
  }

  async #measure(
    id: string,
    slice: SliceInput | undefined,
    selectedFrom: string,
  ): Promise<VersionPerformance | undefined> {
    const { db, performance } = this.#deps;
    const backtest = await findBacktest(db, Number(id));
    if (!backtest) return undefined;
    return performance.measure({
      model: backtest.model,
      version: backtest.version,
      source: 'BACKTEST',
      backtest: backtest.id,
      slice: slice && { dimension: slice.dimension, value: slice.value ?? null },
      selectedFrom: readGrade(selectedFrom),
    });
  }
}
