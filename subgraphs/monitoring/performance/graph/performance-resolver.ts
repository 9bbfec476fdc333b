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

/** What `monitoring` adds to a version about how right it was. */
@Resolver(() => ModelVersion)
export class PerformanceResolver {
  readonly #performance: PerformanceService;

  constructor(performance: PerformanceService) {
    this.#performance = performance;
  }

  @Directive(READ)
  @FieldResolver(() => ModelPerformance, {
    nullable: true,
    description: 'How right the version was, from outcomes of leads; what is still pending, and what to expect of it.',
  })
  async performance(
    @Root() { model, version }: ModelVersion,
    @Arg('from', () => DateTime, { nullable: true, description: 'Leads created from here on; by default a year.' })
    from: number | null | undefined,
    @Arg('until', () => DateTime, { nullable: true, description: 'Leads created before; now by default.' })
    until: number | null | undefined,
    @Arg('slice', () => SliceInput, { nullable: true, description: 'Some leads only.' }) slice:
      | SliceInput
      | null
      | undefined,
    @Arg('role', () => String, {
      nullable: true,
      description: 'Predictions in this role only: CHAMPION, CHALLENGER, SHADOW or HOLDOUT; in any by default.',
    })
    role: string | null | undefined,
    @Arg('selectedFrom', () => String, {
      defaultValue: 'B',
      description: 'The least grade that counts as selected when slices are compared: A, B or C.',
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
