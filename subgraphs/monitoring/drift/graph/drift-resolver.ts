import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { READ } from '../../graph/scopes.ts';
import { findReport, listReports } from '../store/report-store.ts';
import { DriftComparison, DriftReport, DriftReportConnection, SliceDrift } from './drift-report.ts';
import { presentComparison, presentReport, presentSlice } from './present-drift.ts';
import type { ReportLoaders } from './report-loaders.ts';

/** The queries of drift reports, and the fields of a report that are read when they are asked for. */
@Resolver(() => DriftReport)
export class DriftResolver {
  readonly #db: Kysely<never>;
  readonly #loaders: ReportLoaders;

  constructor(db: Kysely<never>, loaders: ReportLoaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => DriftReport, { nullable: true, description: 'A drift report by its id; null when there is none.' })
  async driftReport(@Arg('id', () => ID, { description: 'Id of the report.' }) id: string) {
    const row = /^\d{1,15}$/.test(id) ? await findReport(this.#db, Number(id)) : undefined;
    return row && presentReport(row);
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => DriftReportConnection, { nullable: true, description: 'Drift reports, newest first.' })
  async driftReports(
    @Arg('model', () => String, { nullable: true, description: 'Of this model; of all by default.' })
    model: string | null | undefined,
    @Arg('version', () => Int, { nullable: true, description: 'Of this version; of all by default.' })
    version: number | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 200 at most.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only reports after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<DriftReportConnection> {
    const filter = { model: model ?? undefined, version: version ?? undefined };
    const read = (count: number, below: number | null) => listReports(this.#db, filter, count, below);
    return readConnection({ list: 'driftReports', first, after }, read, presentReport);
  }

  @FieldResolver(() => DriftComparison, { description: 'The current window against the reference.' })
  async againstReference(@Root() { key, outcome }: DriftReport): Promise<DriftComparison> {
    return presentComparison(outcome, (await this.#loaders.features.load(key)).REFERENCE);
  }

  @FieldResolver(() => DriftComparison, {
    nullable: true,
    description: 'The current window against the one before it; null when that has no predictions.',
  })
  async againstPrevious(@Root() { key, previousOutcome }: DriftReport): Promise<DriftComparison | null> {
    if (previousOutcome === null) return null;
    return presentComparison(previousOutcome, (await this.#loaders.features.load(key)).PREVIOUS);
  }

  @FieldResolver(() => [SliceDrift], {
    description: 'Slices by industry, country and source against the reference, the largest of each first.',
  })
  async slices(@Root() { key }: DriftReport): Promise<readonly SliceDrift[]> {
    return (await this.#loaders.slices.load(key)).map(presentSlice);
  }
}
