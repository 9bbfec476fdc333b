import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, Query, Resolver } from 'type-graphql';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { DAY_MS } from '../../../../platform/time.ts';
import { READ } from '../../graph/scopes.ts';
import { checkTimeWindow } from '../../windows/time-window.ts';
import { type ConversionRequest, conversionByGrade, conversionByWeek } from '../store/conversion.ts';
import { TtlCache } from '../ttl-cache.ts';
import { GradeConversion, WeekConversion } from './conversion.ts';

const MODEL = { defaultValue: DEFAULT_MODEL, description: 'Name of the model whose scores callers received.' };
const FROM = {
  nullable: true,
  description: 'Earliest creation time of a lead; half a year before `until` by default.',
};
const UNTIL = { nullable: true, description: 'Leads must be created before this time; now by default.' };

const USUAL_DAYS = 182;
const KEPT_MS = 30_000;
const KEPT = 50;

/** Dependencies of the {@link ConversionResolver}. */
export interface ConversionDeps {
  readonly db: Kysely<never>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** maturity window of a model, milliseconds */
  readonly maturityMsOf: (model: string) => number;
}

/** Queries of the outcomes of scored leads; each result is cached for half a minute. */
@Resolver()
export class ConversionResolver {
  readonly #deps: ConversionDeps;
  readonly #byGrade = new TtlCache<GradeConversion[]>(KEPT_MS, KEPT);
  readonly #byWeek = new TtlCache<WeekConversion[]>(KEPT_MS, KEPT);

  constructor(deps: ConversionDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => [GradeConversion], {
    nullable: true,
    description: 'Outcomes of leads by their first grade. Results may be half a minute old.',
  })
  async conversionByGrade(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('from', () => DateTime, FROM) from: Bound,
    @Arg('until', () => DateTime, UNTIL) until: Bound,
  ): Promise<GradeConversion[]> {
    const request = this.#request(model, from, until);
    return this.#byGrade.get(keyOf(model, from, until), () => conversionByGrade(this.#deps.db, request));
  }

  @Directive(READ)
  @Query(() => [WeekConversion], {
    nullable: true,
    description: 'Outcomes of leads by the week in which they were created. Results may be half a minute old.',
  })
  async conversionByWeek(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('from', () => DateTime, FROM) from: Bound,
    @Arg('until', () => DateTime, UNTIL) until: Bound,
  ): Promise<WeekConversion[]> {
    const request = this.#request(model, from, until);
    return this.#byWeek.get(keyOf(model, from, until), () => conversionByWeek(this.#deps.db, request));
  }

  #request(model: string, from: Bound, until: Bound): ConversionRequest {
    const now = this.#deps.clock();
    const end = until ?? now;
    const created = { from: from ?? end - USUAL_DAYS * DAY_MS, until: end };
    checkTimeWindow('created', created, now);
    return { model, created, rule: { now, maturityMs: this.#deps.maturityMsOf(model) } };
  }
}

/** Bound of a window, as an optional argument. */
type Bound = number | null | undefined;

/** Key with absent bounds as they are: the times that replace them differ with every request. */
function keyOf(model: string, from: Bound, until: Bound): string {
  return JSON.stringify([model, from, until]);
}
