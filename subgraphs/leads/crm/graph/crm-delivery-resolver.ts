import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { Lead } from '../../graph/lead.ts';
import { type RetryDeps, retryDeliveries, retryDelivery } from '../outbound/retry-deliveries.ts';
import type { TargetName } from '../outbound/rules/score-delivery.ts';
import { type CrmDeliverySelection, listCrmDeliveries } from '../outbound/store/list-deliveries.ts';
import { countDeliveries, findTargets } from '../outbound/store/target-state.ts';
import {
  CrmDeliveryConnection,
  CrmDeliveryFilter,
  CrmWriteBack,
  RetryDeliveriesInput,
  RetryDeliveriesPayload,
  RetryDeliveryPayload,
} from './crm-delivery-types.ts';
import { presentCrmDelivery, presentWriteBack } from './present-crm-delivery.ts';

const WRITE = requiresScopes('leads:write');
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const FIRST = { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' };
const AFTER = { nullable: true, description: 'Cursor of the last item of the previous page. Default: the first page.' };

/** Dependencies of the {@link CrmDeliveryResolver}. */
export interface CrmDeliveryResolverDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** undefined where scores are not written back */
  readonly writeBack: { readonly targets: readonly TargetName[]; wake(): void } | undefined;
}

/** Deliveries of scores to the CRM: their states, and retries. */
@Resolver(() => Lead)
export class CrmDeliveryResolver {
  readonly #deps: CrmDeliveryResolverDeps;

  constructor(deps: CrmDeliveryResolverDeps) {
    this.#deps = deps;
  }

  @Directive(PAGE)
  @FieldResolver(() => CrmDeliveryConnection, {
    nullable: true,
    description: 'Deliveries of the score of the lead to the CRM, newest first; delivered ones of the last seven days.',
  })
  async crmDeliveries(
    @Root() { id }: Lead,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<CrmDeliveryConnection> {
    return this.#list(`crmDeliveries:${id}`, { leadId: id }, first, after);
  }

  @Directive(PAGE)
  @Query(() => CrmDeliveryConnection, {
    name: 'crmDeliveries',
    nullable: true,
    description: 'Deliveries of scores to the CRM, newest first; delivered ones of the last seven days.',
  })
  async allDeliveries(
    @Arg('filter', () => CrmDeliveryFilter, { nullable: true, description: 'Which deliveries. Default: all of them.' })
    filter: CrmDeliveryFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<CrmDeliveryConnection> {
    return this.#list('crmDeliveries', filter ?? {}, first, after);
  }

  @Query(() => [CrmWriteBack], {
    nullable: true,
    description: 'Write-back of scores to the CRM, by target; empty where none is configured.',
  })
  async crmWriteBack(): Promise<readonly CrmWriteBack[]> {
    const { db, clock } = this.#deps;
    const now = clock();
    const [states, counts] = await Promise.all([findTargets(db), countDeliveries(db, now)]);
    return states.map((state) =>
      presentWriteBack(
        state,
        counts.find(({ target }) => target === state.target),
        now,
      ),
    );
  }

  @Directive(WRITE)
  @Mutation(() => RetryDeliveryPayload, {
    nullable: true,
    description:
      'Delivers a score to the CRM again, at once and with all attempts: one that was given up, waits or was delivered. It must be the newest of its lead.',
  })
  async retryDelivery(
    @Arg('id', () => ID, { description: 'Id of the delivery.' }) id: string,
  ): Promise<RetryDeliveryPayload> {
    const delivery = await retryDelivery(this.#retrying, id);
    this.#deps.writeBack?.wake();
    return { delivery: presentCrmDelivery(delivery) };
  }

  @Directive(WRITE)
  @Mutation(() => RetryDeliveriesPayload, {
    nullable: true,
    description: 'Delivers scores to the CRM again that were given up, at once and with all attempts.',
  })
  async retryDeliveries(
    @Arg('input', () => RetryDeliveriesInput, { description: 'Which of them; all without a field.' })
    input: RetryDeliveriesInput,
  ): Promise<RetryDeliveriesPayload> {
    const deliveries = await retryDeliveries(this.#retrying, input);
    this.#deps.writeBack?.wake();
    return { deliveries };
  }

  get #retrying(): RetryDeps {
    return { ...this.#deps, targets: this.#deps.writeBack?.targets ?? [] };
  }

  #list(list: string, selection: CrmDeliverySelection, first: number, after: string | null | undefined) {
    const read = (count: number, below: number | null) => listCrmDeliveries(this.#deps.db, selection, count, below);
    return readConnection({ list, first, after }, read, presentCrmDelivery);
  }
}
