import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { READ } from '../../graph/scopes.ts';
import { findReport, listReports } from '../store/report-store.ts';
import { DriftComparison, DriftReport, DriftReportConnection, SliceDrift } from './drift-report.ts';
import { presentComparison, presentReport, presentSlice } from './present-drift.ts';
import type { ReportLoaders } from './report-loaders.ts';

/** Queries of drift reports, and the fields of a report that are read on demand. */
@Resolver(() => DriftReport)
export class DriftResolver {
  readonly #db: Kysely<never>;
  readonly #loaders: ReportLoaders;

  constructor(db: Kysely<never>, loaders: ReportLoaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => DriftReport, { nullable: true, description: 'Drift report with this id; null when there is none.' })
  async driftReport(@Arg('id', () => ID, { description: 'Id of the report.' }) id: string) {
    const row = /^\d{1,15}$/.test(id) ? await findReport(this.#db, Number(id)) : undefined;
    return row && presentReport(row);
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => DriftReportConnection, { nullable: true, description: 'Drift reports, newest first.' })
  async driftReports(
    @Arg('model', () => String, { nullable: true, description: 'Name of a model; reports of all models by default.' })
    model: string | null | undefined,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Number of a version; reports of all versions by default.',
    })
    version: number | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of reports, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a report: the page starts after it, with older reports.',
    })
    after: string | null | undefined,
  ): Promise<DriftReportConnection> {
    const filter = { model: model ?? undefined, version: version ?? undefined };
    const read = (count: number, below: number | null) => listReports(this.#db, filter, count, below);
    return readConnection({ list: 'driftReports', first, after }, read, presentReport);
  }

  @FieldResolver(() => DriftComparison, { description: 'Comparison of the current window with the reference window.' })
  async againstReference(@Root() { key, outcome }: DriftReport): Promise<DriftComparison> {
    return presentComparison(outcome, (await this.#loaders.features.load(key)).REFERENCE);
  }

  @FieldResolver(() => DriftComparison, {
    nullable: true,
    description: 'Comparison of the current window with the window before it; null when that has no predictions.',
  })
  async againstPrevious(@Root() { key, previousOutcome }: DriftReport): Promise<DriftComparison | null> {
    if (previousOutcome === null) return null;
    return presentComparison(previousOutcome, (await this.#loaders.features.load(key)).PREVIOUS);
  }

  @FieldResolver(() => [SliceDrift], {
    description:
      'Comparison of each slice by industry, country and source with the reference window, largest slices first.',
  })
  async slices(@Root() { key }: DriftReport): Promise<readonly SliceDrift[]> {
    return (await this.#loaders.slices.load(key)).map(presentSlice);
  }
}
