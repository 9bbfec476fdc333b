import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DomainError } from '../../../platform/errors.ts';
import { beforeId } from '../../../platform/graphql/before-id.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { authorship } from '../audit/authorship.ts';
import { findPolicy } from '../promotion/policy-store.ts';
import type { Promotions } from '../promotion/promotions.ts';
import { findRequest, listRequests, type RequestStatus } from '../promotion/request-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import { presentRequest } from './present-request.ts';
import { Model } from './types/model.ts';
import {
  GateResult,
  PromotionPolicy,
  PromotionPolicyInput,
  PromotionRequest,
  PromotionRequestStatus,
} from './types/promotion.ts';

const APPROVE = '@requiresScopes(scopes: [["models:approve"]])';
const REQUEST_ID = { description: 'Id of the promotion request.' };
const REASON = { description: 'Reason for the change, 1 to 1,000 characters; stored in the audit log.' };

/** Resolvers of promotion policies, gates, and promotions by two people. */
@Resolver(() => Model)
export class PromotionResolver {
  readonly #db: Db;
  readonly #promotions: Promotions;

  constructor(db: Db, promotions: Promotions) {
    this.#db = db;
    this.#promotions = promotions;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => [GateResult], {
    nullable: true,
    description:
      'Results of the promotion gates for a version now, without promoting it. Without a champion only APPROVAL is judged, as there is nothing to compare with.',
  })
  async promotionGates(
    @Arg('model', () => String, { description: 'Name of the model, such as lead-conversion.' }) model: string,
    @Arg('version', () => Int, { description: 'Number of the version, from 1.' }) version: number,
  ): Promise<readonly GateResult[]> {
    return this.#promotions.judge({ model, version });
  }

  @FieldResolver(() => PromotionPolicy, { description: 'Conditions that its promotions must meet.' })
  async promotionPolicy(@Root() { name }: Model): Promise<PromotionPolicy> {
    return findPolicy(this.#db, name);
  }

  @FieldResolver(() => [PromotionRequest], { description: 'Promotion requests of the model, newest first.' })
  async promotionRequests(
    @Root() { name }: Model,
    @Arg('status', () => PromotionRequestStatus, {
      nullable: true,
      description: 'Status of the requests; by default any.',
    })
    status: RequestStatus | null | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of requests, 1 to 200.' }) first: number,
    @Arg('before', () => ID, { nullable: true, description: 'Id of a request; only earlier ones are returned.' })
    before: string | null | undefined,
  ): Promise<PromotionRequest[]> {
    const rows = await listRequests(this.#db, name, status ?? null, pageSize(first), beforeId(before));
    return rows.map(presentRequest);
  }

  @Directive(APPROVE)
  @Mutation(() => PromotionPolicy, {
    nullable: true,
    description: 'Changes the promotion policy of a model, and returns the whole policy.',
  })
  async setPromotionPolicy(
    @Arg('model', () => String, { description: 'Name of the model, such as lead-conversion.' }) model: string,
    @Arg('policy', () => PromotionPolicyInput, { description: 'Parts of the policy to change.' })
    policy: PromotionPolicyInput,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<PromotionPolicy> {
    const given = Object.entries(policy).filter(([, value]) => value !== null && value !== undefined);
    await this.#promotions.setPolicy(model, Object.fromEntries(given), authorship(context, reason));
    return findPolicy(this.#db, model);
  }

  @Directive('@requiresScopes(scopes: [["models:promote"]])')
  @Mutation(() => PromotionRequest, {
    nullable: true,
    description:
      'Requests a promotion that another person has to approve. Returns the request with the results of the gates now.',
  })
  async requestPromotion(
    @Arg('model', () => String, { description: 'Name of the model, such as lead-conversion.' }) model: string,
    @Arg('version', () => Int, { description: 'Number of the version, from 1.' }) version: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<PromotionRequest> {
    return this.#request(await this.#promotions.request({ model, version }, authorship(context, reason)));
  }

  @Directive(APPROVE)
  @Mutation(() => PromotionRequest, {
    nullable: true,
    description: 'Approves the promotion request of another person: the version becomes champion at once.',
  })
  async approvePromotion(
    @Arg('id', () => ID, REQUEST_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Arg('override', () => Boolean, {
      defaultValue: false,
      description: 'Whether to promote although gates refuse; the audit log records which.',
    })
    override: boolean,
    @Ctx() context: SubgraphContext,
  ): Promise<PromotionRequest> {
    const number = requestNumber(id);
    await this.#promotions.approve(number, override, authorship(context, reason));
    return this.#request(number);
  }

  @Directive(APPROVE)
  @Mutation(() => PromotionRequest, { nullable: true, description: 'Rejects a promotion request; the champion stays.' })
  async rejectPromotion(
    @Arg('id', () => ID, REQUEST_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<PromotionRequest> {
    const number = requestNumber(id);
    await this.#promotions.reject(number, authorship(context, reason));
    return this.#request(number);
  }

  async #request(id: number): Promise<PromotionRequest> {
    const row = await findRequest(this.#db, id);
    if (!row) throw new RangeError(`promotion request ${id} vanished`);
    return presentRequest(row);
  }
}

function requestNumber(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new DomainError('PROMOTION_REQUEST_NOT_FOUND', `found no promotion request ${id}`, { id });
}
