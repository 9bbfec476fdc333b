import 'reflect-metadata';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { DELIVERY_STATES } from '../../../../platform/webhooks/delivery-rule.ts';
import { AuditEvent } from './audit-event.ts';

/** GraphQL enum of the states of a delivery. */
export const WebhookDeliveryState = stringEnum(DELIVERY_STATES);
registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'State of the delivery of a webhook.',
  valuesConfig: {
    PENDING: { description: 'The webhook is still to be sent, or to be retried.' },
    DELIVERED: { description: 'The receiver accepted the webhook.' },
    FAILED: { description: 'All retries failed; `lastStatus` and `lastError` give the reason.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Delivery of an audit event to one of REGISTRY_WEBHOOK_URLS.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Value of the header webhook-id, the same in every attempt.' })
  readonly id: string;

  @Field(() => AuditEvent, { description: 'Audit event that is sent.' })
  readonly event: AuditEvent;

  @Field(() => String, { description: 'URL of the receiver, without user name, password and query.' })
  readonly url: string;

  @Field(() => WebhookDeliveryState, { description: 'State of the delivery.' })
  readonly state: keyof typeof WebhookDeliveryState;

  @Field(() => Int, { description: 'Number of attempts, since the webhook was last sent again on request.' })
  readonly attempts: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last attempt; null if there was no response.' })
  readonly lastStatus: number | null;

  @Field(() => String, { nullable: true, description: 'Error of the last attempt; null if it succeeded.' })
  readonly lastError: string | null;

  @Field(() => DateTime, {
    description: 'Time of the last attempt or of giving up; before the first attempt, the time of the change.',
  })
  readonly at: number;

  @Field(() => DateTime, { nullable: true, description: 'Earliest time of the next attempt; null if there is none.' })
  readonly nextAttemptAt: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Result of `resendWebhook`.' })
export class ResendWebhookPayload {
  @Field(() => WebhookDelivery, { description: 'The delivery, which is PENDING again.' })
  readonly delivery: WebhookDelivery;
}

@ObjectType({ simpleResolvers: true, description: 'Delivery with its cursor.' })
export class WebhookDeliveryEdge {
  @Field(() => String, { description: 'Cursor of this delivery, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  readonly node: WebhookDelivery;
}

@ObjectType({ simpleResolvers: true, description: 'Page of deliveries, newest first.' })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: 'Deliveries of this page.' })
  readonly edges: readonly WebhookDeliveryEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
