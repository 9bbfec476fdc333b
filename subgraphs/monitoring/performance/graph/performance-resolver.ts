import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { READ } from '../../graph/scopes.ts';
import type { PerformanceService } from '../performance-service.ts';
import { ModelPerformance, PerformanceSource, SliceInput } from './performance.ts';
import { presentPerformance, readGrade } from './present-performance.ts';

/** Field of a model version about its performance. */
@Resolver(() => ModelVersion)
export class PerformanceResolver {
  readonly #performance: PerformanceService;

  constructor(performance: PerformanceService) {
    this.#performance = performance;
  }

  @Directive(READ)
  @FieldResolver(() => ModelPerformance, {
    nullable: true,
    description: 'Performance of the version on leads with known outcomes, and its estimate for leads without one.',
  })
  async performance(
    @Root() { model, version }: ModelVersion,
    @Arg('from', () => DateTime, {
      nullable: true,
      description: 'Earliest creation time of a lead; a year before `until` by default.',
    })
    from: number | null | undefined,
    @Arg('until', () => DateTime, {
      nullable: true,
      description: 'Leads must be created before this time; now by default.',
    })
    until: number | null | undefined,
    @Arg('slice', () => SliceInput, { nullable: true, description: 'Only leads of this slice.' }) slice:
      | SliceInput
      | null
      | undefined,
    @Arg('role', () => String, {
      nullable: true,
      description: 'Only predictions in this role: CHAMPION, CHALLENGER, SHADOW or HOLDOUT; in any role by default.',
    })
    role: string | null | undefined,
    @Arg('selectedFrom', () => String, {
      defaultValue: 'B',
      description: 'Lowest grade that counts as selected when slices are compared: A, B or C.',
    })
    selectedFrom: string,
    @Arg('source', () => PerformanceSource, {
      nullable: true,
      description:
        'Source of the scores. By default live scores when 100 leads or more are matured or `role` is set, else those of ' +
        'the newest backtest, if there is one.',
    })
    source: keyof typeof PerformanceSource | null | undefined,
  ): Promise<ModelPerformance> {
    const measured = await this.#performance.measure({
      model,
      version,
      role: role ?? undefined,
      from: from ?? undefined,
      until: until ?? undefined,
      slice: slice ? { dimension: slice.dimension, value: slice.value ?? null } : undefined,
      selectedFrom: readGrade(selectedFrom),
      source: source ?? undefined,
    });
    return presentPerformance(measured);
  }
}
