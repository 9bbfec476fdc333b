import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { refusal } from '../../../../platform/refusal.ts';
import type { Grade } from '../../../../scoring/grade.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { READ } from '../../graph/scopes.ts';
import type { PerformanceService, VersionPerformance } from '../performance-service.ts';
import { ModelPerformance, SliceInput } from './performance.ts';

const SELECTED_GRADES = ['A', 'B', 'C'] as const;

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
  ): Promise<ModelPerformance> {
    const measured = await this.#performance.measure({
      model,
      version,
      role: role ?? undefined,
      from: from ?? undefined,
      until: until ?? undefined,
      slice: slice ? { dimension: slice.dimension, value: slice.value ?? null } : undefined,
      selectedFrom: readGrade(selectedFrom),
    });
    return present(measured);
  }
}

function readGrade(found: string): Exclude<Grade, 'D'> {
  const grade = SELECTED_GRADES.find((name) => name === found);
  if (!grade) throw refusal('VALIDATION_FAILED', 'selectedFrom', found, SELECTED_GRADES.join(', '));
  return grade;
}

function present({ excluded, ...measured }: VersionPerformance): ModelPerformance {
  return {
    ...measured,
    excluded: {
      contradictory: excluded.CONTRADICTORY,
      outcomeBeforeLead: excluded.OUTCOME_BEFORE_LEAD,
      outcomeBeforePrediction: excluded.OUTCOME_BEFORE_PREDICTION,
    },
  };
}
