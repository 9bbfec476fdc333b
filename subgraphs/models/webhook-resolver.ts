import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { readConnection } from '../shared/connection.ts';
import { presentDelivery } from './present.ts';
import type { Db } from './store.ts';
import { WebhookDeliveryConnection, WebhookDeliveryState } from './types/webhook-delivery.ts';
import { listDeliveries } from './webhooks/delivery-store.ts';

/** The webhooks of the registry. */
@Resolver()
export class WebhookResolver {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
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
