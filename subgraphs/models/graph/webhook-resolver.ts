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

/** The webhooks of the registry. */
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
      'Sends a webhook again under its id, delivered or given up, with all of its retries; it comes before younger ones to the same URL.',
  })
  async resendWebhook(
    @Arg('id', () => ID, { description: 'Id of the delivery, which is the header webhook-id.' }) id: string,
    @Arg('reason', () => String, { description: 'Why; stored with who did it, 1,000 characters at most.' })
    reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ResendWebhookPayload> {
    return { delivery: presentDelivery(await resendWebhook(this.#deps, id, authorship(context, reason))) };
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => WebhookDeliveryConnection, {
    nullable: true,
    description: 'Which changes of models were told to REGISTRY_WEBHOOK_URLS, newest first.',
  })
  async webhookDeliveries(
    @Arg('state', () => WebhookDeliveryState, { nullable: true, description: 'Only those in this state.' })
    state: keyof typeof WebhookDeliveryState | null | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only deliveries after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<WebhookDeliveryConnection> {
    const read = (count: number, below: number | null) => listDeliveries(this.#db, state ?? null, count, below);
    return readConnection({ list: 'webhookDeliveries', first, after }, read, presentDelivery);
  }
}
