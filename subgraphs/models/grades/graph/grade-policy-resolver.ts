import 'reflect-metadata';
import DataLoader from 'dataloader';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import type { GradeLimits as GradeLimitsData } from '../../../../scoring/grade.ts';
import type { AuditDeps } from '../../audit/audited.ts';
import { authorship } from '../../audit/authorship.ts';
import { Model } from '../../graph/types/model.ts';
import type { Db } from '../../versions/store/version-store.ts';
import { previewGradePolicy } from '../preview-grade-policy.ts';
import type { GradePreview } from '../rules/grade-preview.ts';
import { setGradePolicy } from '../set-grade-policy.ts';
import { findGradePolicies, type GradePolicyRow, listGradePolicies } from '../store/grade-policy-store.ts';
import {
  GradeLimitsInput,
  GradePolicy,
  GradePolicyConnection,
  GradePolicyPreview,
  SetGradePolicyPayload,
} from './grade-policy.ts';

const MODEL = { description: 'Name of the model, such as lead-conversion.' };

/** Resolvers of the limits between the grades of a model. */
@Resolver(() => Model)
export class GradePolicyResolver {
  readonly #deps: AuditDeps;
  readonly #db: Db;
  /** by model; joins the reads of one turn of the event loop */
  readonly #current: DataLoader<string, GradePolicy>;

  constructor(deps: AuditDeps) {
    this.#deps = deps;
    this.#db = deps.database.tables<never>();
    this.#current = new DataLoader((models) => loadCurrent(this.#db, models), {
      cache: false,
      batchScheduleFn: (run) => void setImmediate(run),
    });
  }

  @FieldResolver(() => GradePolicy, { description: 'Limits between the grades that new scores of the model get.' })
  async gradePolicy(@Root() { name }: Model): Promise<GradePolicy> {
    return this.#current.load(name);
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => GradePolicyConnection, {
    description: 'Every version of its limits between grades, newest first, in pages; the last is the default.',
  })
  async gradePolicies(
    @Root() { name }: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of policies, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a policy; the page continues with the policies before it in time.',
    })
    after: string | null | undefined,
  ): Promise<GradePolicyConnection> {
    const read = async (count: number, below: number | null) =>
      (await listGradePolicies(this.#db, name, count, below)).map((row) => ({ ...row, id: row.version }));
    return readConnection({ list: `gradePolicies:${name}`, first, after }, read, present);
  }

  // reads every lead
  @Directive('@cost(weight: 100)')
  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => GradePolicyPreview, {
    nullable: true,
    description:
      'Effect of other limits before they are set: the open leads that would change their grades, by their newest shown scores, and the conversion of past leads by the new grades.',
  })
  async gradePolicyPreview(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('limits', () => GradeLimitsInput, { description: 'The limits to preview.' }) limits: GradeLimitsInput,
  ): Promise<GradePreview> {
    return previewGradePolicy(this.#deps.database, model, read(limits));
  }

  @Directive('@requiresScopes(scopes: [["models:promote"]])')
  @Mutation(() => SetGradePolicyPayload, {
    nullable: true,
    description:
      'Sets the limits between the grades of a model, as a new version of its grade policy. New scores get it within a second on every replica; recorded scores keep their grades. Limits that are current already change nothing.',
  })
  async setGradePolicy(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('limits', () => GradeLimitsInput, { description: 'The new limits.' }) limits: GradeLimitsInput,
    @Arg('reason', () => String, {
      description: 'Reason for the change, 1 to 1,000 characters; stored in the audit log.',
    })
    reason: string,
    @Arg('expectedVersion', () => Int, {
      nullable: true,
      description:
        'Version of the policy that the change was made from: if another one is current, the change is refused with GRADE_POLICY_CHANGED. Default: any.',
    })
    expectedVersion: number | null | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<SetGradePolicyPayload> {
    const change = { model, limits: read(limits), expectedVersion: expectedVersion ?? undefined };
    return { gradePolicy: present(await setGradePolicy(this.#deps, change, authorship(context, reason))) };
  }
}

async function loadCurrent(db: Db, models: readonly string[]): Promise<(GradePolicy | Error)[]> {
  const rows = new Map((await findGradePolicies(db, models)).map((row) => [row.model, row]));
  return models.map((model) => {
    const row = rows.get(model);
    return row ? present(row) : new RangeError(`model ${model} has no grade policy`);
  });
}

function read({ a, b, c }: GradeLimitsInput): GradeLimitsData {
  return { A: a, B: b, C: c };
}

function present({ version, name, limits, set_at, set_by, reason }: GradePolicyRow): GradePolicy {
  const { A: a, B: b, C: c } = limits;
  return { version, name, limits: { a, b, c }, at: set_at, actor: set_by, reason };
}
