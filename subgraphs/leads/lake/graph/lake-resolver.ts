import 'reflect-metadata';
import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { LAKE_EXPECTATIONS } from '../../../../lake/expectations/lake-expectations.ts';
import { LAKE_LAYERS, LAKE_TABLES, type LakeTablePath } from '../../../../lake/expectations/lake-tables.ts';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { acceptExpectation } from '../expectations/accept-expectation.ts';
import {
  type ExpectationResultRow,
  listLatestResults,
  listResults,
  listTableStates,
} from '../expectations/expectation-store.ts';
import { LakeLayer } from './lake-enums.ts';
import { LakeExpectationResultFilterInput } from './lake-inputs.ts';
import {
  AcceptLakeExpectationPayload,
  LakeExpectation,
  LakeExpectationResultConnection,
  LakeTable,
} from './lake-table.ts';
import { presentExpectation, presentResult, presentTable } from './present-lake.ts';

const READ = requiresScopes('monitoring:read', 'monitoring:write');
const FIRST = { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' } as const;
const AFTER = {
  nullable: true,
  description: 'Cursor of the last item of the previous page. Default: the first page.',
};

/** Dependencies of the {@link LakeResolver}. */
export interface LakeResolverDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whether the platform has a lake */
  readonly hasLake: boolean;
}

/** Tables of the lake, and the results of their expectations. */
@Resolver(() => LakeTable)
export class LakeResolver {
  readonly #deps: LakeResolverDeps;
  /** latest results by path of the table; the reads of one tick are one statement */
  readonly #latest: DataLoader<string, readonly ExpectationResultRow[]>;

  constructor(deps: LakeResolverDeps) {
    this.#deps = deps;
    this.#latest = new DataLoader(
      async (paths) => {
        const rows = await listLatestResults(deps.db, [...new Set(paths)]);
        return paths.map((path) => rows.filter((row) => row.path === path));
      },
      { cache: false },
    );
  }

  @Directive(READ)
  @Directive('@listSize(assumedSize: 10)')
  @Query(() => [LakeTable], {
    nullable: true,
    description:
      'Tables of the lake by layer, as of their last check: after each refresh of the pipeline. Empty when LAKE_URL is off.',
  })
  async lakeTables(
    @Arg('layer', () => LakeLayer, { nullable: true, description: 'Only tables of this layer. Default: of all.' })
    layer: keyof typeof LakeLayer | null | undefined,
  ): Promise<LakeTable[]> {
    const { db, clock, hasLake } = this.#deps;
    if (!hasLake) return [];
    const states = new Map((await listTableStates(db)).map((state) => [state.path, state]));
    return LAKE_LAYERS.filter((each) => layer == null || each === layer).flatMap((each) =>
      LAKE_TABLES[each].map((path) => presentTable(each, path, states.get(path), clock())),
    );
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [LakeExpectation], {
    nullable: true,
    description: 'Expectations of the table with their latest results.',
  })
  async expectations(@Root() { layer, name: table }: LakeTable): Promise<LakeExpectation[]> {
    const results = new Map((await this.#latest.load(table)).map((row) => [row.name, row]));
    const rules = LAKE_EXPECTATIONS[layer][table as LakeTablePath] ?? [];
    return rules.map((rule) => presentExpectation(table, rule, results.get(rule.name)));
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => LakeExpectationResultConnection, {
    nullable: true,
    description: 'Results of the expectations of the lake that are kept, newest first: those of 30 days.',
  })
  async lakeExpectationResults(
    @Arg('filter', () => LakeExpectationResultFilterInput, {
      nullable: true,
      description: 'Which results. Default: all of them.',
    })
    filter: LakeExpectationResultFilterInput | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER)
    after: string | null | undefined,
  ): Promise<LakeExpectationResultConnection> {
    const { layer, table: path, expectation: name, status } = filter ?? {};
    const wanted = { layer: layer ?? null, path: path ?? null, name: name ?? null, status: status ?? null };
    const read = (count: number, below: number | null) => listResults(this.#deps.db, wanted, count, below);
    return readConnection({ list: 'lakeExpectationResults', first, after }, read, presentResult);
  }

  @Directive(requiresScopes('monitoring:write'))
  @Mutation(() => AcceptLakeExpectationPayload, {
    nullable: true,
    description:
      'Accepts the latest figure of an expectation, where it has changed for good: learnt bounds are learnt anew from the next ' +
      'check on, fixed ones widened to the figure until it gets better, and the growth of a table counted from its present rows.',
  })
  async acceptLakeExpectation(
    @Arg('table', () => String, { description: 'Path of the table, such as `silver/leads`.' }) table: string,
    @Arg('expectation', () => String, { description: 'Name of the expectation.' }) name: string,
    @Arg('reason', () => String, { description: 'Reason in words, 1 to 1,000 characters; stored with the subject.' })
    reason: string,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AcceptLakeExpectationPayload> {
    const { db, clock } = this.#deps;
    const request = { table, name, reason: reason.trim(), actor: identity.subject, at: clock() };
    const rule = await acceptExpectation(db, request);
    const latest = (await this.#latest.load(table)).find((row) => row.name === name);
    return { expectation: presentExpectation(table, rule, latest) };
  }
}

/** Results of one expectation. */
@Resolver(() => LakeExpectation)
export class LakeExpectationResolver {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => LakeExpectationResultConnection, {
    nullable: true,
    description: 'Results of the expectation that are kept, newest first.',
  })
  async history(
    @Root() { table: path, name }: LakeExpectation,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER)
    after: string | null | undefined,
  ): Promise<LakeExpectationResultConnection> {
    const read = (count: number, below: number | null) => listResults(this.#db, { path, name }, count, below);
    return readConnection({ list: `lakeExpectation:${path}/${name}`, first, after }, read, presentResult);
  }
}
