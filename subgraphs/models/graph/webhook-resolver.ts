import 'reflect-metadata';
import { Arg, Ctx, Directive, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { authorship } from '../audit/authorship.ts';
import type { Db } from '../versions/store/version-store.ts';
import { listDeliveries } from '../webhooks/delivery-store.ts';
import { type ResendDeps, resendWebhook } from '../webhooks/resend-webhook.ts';
import { presentDelivery } from './present-delivery.ts';
import { ResendWebhookPayload, WebhookDeliveryConnection, WebhookDeliveryState } from './types/webhook-delivery.ts';

/** Resolvers of the registry's webhooks. */
@Resolver()
export class WebhookResolver {
  readonly #db: Db;
  readonly #deps: ResendDeps;

  constructor(db: Db, deps: ResendDeps) {
    this.#db = db;
    this.#deps = deps;
  }

  @Directive('@requiresScopes(scopes: [["models:promote"]])')
  @Mutation(() => ResendWebhookPayload, {
    nullable: true,
    description:
      'Sends a webhook again under the same id, whether it was delivered or failed, with all retries. It is sent before newer webhooks to the same URL.',
  })
  async resendWebhook(
    @Arg('id', () => ID, { description: 'Id of the delivery: the value of the header webhook-id.' }) id: string,
    @Arg('reason', () => String, {
      description: 'Reason for the change, 1 to 1,000 characters; stored in the audit log.',
    })
    reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ResendWebhookPayload> {
    return { delivery: presentDelivery(await resendWebhook(this.#deps, id, authorship(context, reason))) };
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => WebhookDeliveryConnection, {
    nullable: true,
    description: 'Deliveries of webhooks about models to REGISTRY_WEBHOOK_URLS, newest first.',
  })
  async webhookDeliveries(
    @Arg('state', () => WebhookDeliveryState, {
      nullable: true,
      description: 'State of the deliveries; by default any.',
    })
    state: keyof typeof WebhookDeliveryState | null | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of deliveries, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a delivery; the page continues with the deliveries before it in time.',
    })
    after: string | null | undefined,
  ): Promise<WebhookDeliveryConnection> {
    const read = (count: number, below: number | null) => listDeliveries(this.#db, state ?? null, count, below);
    return readConnection({ list: 'webhookDeliveries', first, after }, read, presentDelivery);
  }
}
