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
  description: 'How far the delivery of a webhook has come.',
  valuesConfig: {
    PENDING: { description: 'It is yet to be sent, or to be sent again.' },
    DELIVERED: { description: 'The receiver took it.' },
    FAILED: { description: 'It was given up; lastStatus and lastError say why.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'An audit event on its way to one of REGISTRY_WEBHOOK_URLS.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'The header webhook-id: the same whenever it is sent again.' })
  readonly id: string;

  @Field(() => AuditEvent, { description: 'What the receiver is told.' })
  readonly event: AuditEvent;

  @Field(() => String, { description: 'Where it goes, without user name, password and query.' })
  readonly url: string;

  @Field(() => WebhookDeliveryState, { description: 'How far it has come.' })
  readonly state: keyof typeof WebhookDeliveryState;

  @Field(() => Int, { description: 'How often it was sent, since somebody asked for it to be sent again.' })
  readonly attempts: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last attempt; null when there was no answer.' })
  readonly lastStatus: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null when it did not.' })
  readonly lastError: string | null;

  @Field(() => DateTime, { description: 'When it was last sent or given up; before that, when the change was made.' })
  readonly at: number;

  @Field(() => DateTime, { nullable: true, description: 'When it is sent again at the earliest; null when it is not.' })
  readonly nextAttemptAt: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What sending a webhook again did.' })
export class ResendWebhookPayload {
  @Field(() => WebhookDelivery, { description: 'The delivery, which is pending again.' })
  readonly delivery: WebhookDelivery;
}

@ObjectType({ simpleResolvers: true, description: 'A delivery and its place in the list.' })
export class WebhookDeliveryEdge {
  @Field(() => String, { description: 'The place of this delivery, for `after`.' })
  readonly cursor: string;

  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  readonly node: WebhookDelivery;
}

@ObjectType({ simpleResolvers: true, description: 'A page of deliveries, newest first.' })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: 'The deliveries of this page.' })
  readonly edges: readonly WebhookDeliveryEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
