import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { READ } from '../../graph/scopes.ts';
import { listChanges } from '../store/detector-store.ts';
import { listFixedReferences } from '../store/fixed-reference-store.ts';
import { listReports } from '../store/report-store.ts';
import { DriftChangeConnection } from './drift-change.ts';
import { FixedReferenceWindowConnection } from './drift-payloads.ts';
import { DriftReportConnection } from './drift-report.ts';
import { presentChange, presentReference, presentReport } from './present-drift.ts';

const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const FIRST = { defaultValue: 20, description: 'Number of items, 1 to 200.' };
const AFTER = { nullable: true, description: 'Cursor of an item: the page starts after it, with older items.' };

/** Fields of a model version about drift. */
@Resolver(() => ModelVersion)
export class DriftVersionResolver {
  readonly #db: Kysely<never>;

  constructor(db: Kysely<never>) {
    this.#db = db;
  }

  @Directive(READ)
  @Directive(PAGE)
  @FieldResolver(() => DriftReportConnection, {
    nullable: true,
    description: 'Drift reports of the version, newest first.',
  })
  async drift(
    @Root() key: ModelVersion,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<DriftReportConnection> {
    const read = (count: number, below: number | null) => listReports(this.#db, key, count, below);
    return readConnection({ list: listOf('drift', key), first, after }, read, presentReport);
  }

  @Directive(READ)
  @Directive(PAGE)
  @FieldResolver(() => DriftChangeConnection, {
    nullable: true,
    description:
      'Changes that streaming detectors found in scores, error rate and residuals of the version, newest first.',
  })
  async driftChanges(
    @Root() key: ModelVersion,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<DriftChangeConnection> {
    const read = (count: number, below: number | null) => listChanges(this.#db, key, count, below);
    return readConnection({ list: listOf('driftChanges', key), first, after }, read, presentChange);
  }

  @Directive(READ)
  @Directive(PAGE)
  @FieldResolver(() => FixedReferenceWindowConnection, {
    nullable: true,
    description: 'Reference windows that were fixed after registration, newest first. The first one is in use.',
  })
  async fixedReferenceWindows(
    @Root() key: ModelVersion,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<FixedReferenceWindowConnection> {
    const read = (count: number, below: number | null) => listFixedReferences(this.#db, key, count, below);
    return readConnection({ list: listOf('fixedReferenceWindows', key), first, after }, read, presentReference);
  }
}

function listOf(field: string, { model, version }: ModelVersion): string {
  return `${field}:${model}:${version}`;
}
