import 'reflect-metadata';
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { Grade } from '../../leads/lead.ts';
import type { CrmDeliverySelection } from '../outbound/store/list-deliveries.ts';
import { CrmDeliveryCause, CrmDeliveryState, CrmTargetName, CrmWriteBackState } from './crm-delivery-enums.ts';

const READ = requiresScopes('leads:read');
const WRITE = requiresScopes('leads:write');

/** Delivery of a score to the CRM. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Delivery of the score of a lead to the CRM.' })
export class CrmDelivery {
  @Field(() => ID, { description: 'Id of the delivery; of a webhook the value of its header webhook-id.' })
  readonly id: string;

  @Field(() => ID, { description: 'Id of the lead, in the CRM and here.' })
  readonly leadId: string;

  @Field(() => CrmTargetName, { description: 'Its target.' })
  readonly target: keyof typeof CrmTargetName;

  @Field(() => CrmDeliveryState, { description: 'Its state.' })
  readonly state: keyof typeof CrmDeliveryState;

  @Field(() => CrmDeliveryCause, { description: 'Change that caused it.' })
  readonly cause: keyof typeof CrmDeliveryCause;

  @Field(() => Float, {
    description: 'Number that grows with every delivery of a lead, a whole number; a higher one is never overwritten.',
  })
  readonly sequence: number;

  @Field(() => Grade, { description: 'Grade to work by: that of the override in force, else that of the score.' })
  readonly grade: string;

  @Field(() => Grade, { description: 'Grade of the score.' })
  readonly scoreGrade: string;

  @Field(() => Float, { description: 'Probability that the lead converts, 0 to 1, calibrated.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability in points, 1 to 99.' })
  readonly points: number;

  @Field(() => String, { description: 'Model and version that computed the score, such as `lead-conversion:1`.' })
  readonly modelVersion: string;

  @Field(() => DateTime, { description: 'Time of the score.' })
  readonly scoredAt: number;

  @Field(() => [String], {
    nullable: true,
    description:
      'Up to three reasons of the score as sentences, the strongest first; null where they are not delivered.',
  })
  readonly reasons: readonly string[] | null;

  @Field(() => Int, { description: 'Attempts so far; those while the CRM was away do not count.' })
  readonly attempts: number;

  @Field(() => DateTime, { nullable: true, description: 'Time of the next attempt; null unless it is pending.' })
  readonly dueAt: number | null;

  @Field(() => String, { nullable: true, description: 'Error code of the last attempt; null without an error.' })
  readonly errorCode: string | null;

  @Field(() => String, { nullable: true, description: 'Error of the last attempt: the found and the expected.' })
  readonly error: string | null;

  @Field(() => DateTime, { description: 'Time of the change that caused it.' })
  readonly createdAt: number;

  @Field(() => DateTime, { description: 'Time of the last change of its state or attempts.' })
  readonly changedAt: number;
}

/** Delivery with its cursor. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Delivery with its cursor.' })
export class CrmDeliveryEdge {
  @Field(() => String, { description: 'Cursor of this delivery, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => CrmDelivery, { description: 'The delivery.' })
  readonly node: CrmDelivery;
}

/** Page of deliveries. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Page of deliveries to the CRM, newest first.' })
export class CrmDeliveryConnection {
  @Field(() => [CrmDeliveryEdge], { description: 'Deliveries of this page.' })
  readonly edges: readonly CrmDeliveryEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Filter of deliveries. */
@InputType({ description: 'Filter of deliveries to the CRM. An absent field does not restrict the list.' })
export class CrmDeliveryFilter implements CrmDeliverySelection {
  @Field(() => ID, { nullable: true, description: 'Only deliveries of this lead.' })
  readonly leadId?: string | null;

  @Field(() => [CrmDeliveryState], { nullable: true, description: 'Only deliveries in one of these states.' })
  readonly states?: readonly (keyof typeof CrmDeliveryState)[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only deliveries with this error code, such as CRM_LEAD_MISSING.',
  })
  readonly errorCode?: string | null;
}

/** Selection of deliveries that were given up. */
@InputType({ description: 'Which of the deliveries that were given up; an absent field does not restrict them.' })
export class RetryDeliveriesInput implements CrmDeliverySelection {
  @Field(() => ID, { nullable: true, description: 'Only deliveries of this lead.' })
  readonly leadId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only deliveries with this error code, such as CRM_LEAD_MISSING.',
  })
  readonly errorCode?: string | null;
}

/** Fault of the CRM that pauses the write-back. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Fault of the CRM that pauses the write-back to a target.' })
export class CrmWriteBackError {
  @Field(() => String, { description: 'Error code, such as CRM_READ_ONLY.' })
  readonly code: string;

  @Field(() => String, { description: 'Description of the error: the found and the expected, and where.' })
  readonly message: string;

  @Field(() => DateTime, { description: 'Time at which it began.' })
  readonly since: number;
}

/** Write-back to one target. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Write-back of scores to one target, by all processes.' })
export class CrmWriteBack {
  @Field(() => CrmTargetName, { description: 'The target.' })
  readonly target: keyof typeof CrmTargetName;

  @Field(() => CrmWriteBackState, { description: 'Its state.' })
  readonly state: keyof typeof CrmWriteBackState;

  @Field(() => Int, { description: 'Number of deliveries that wait or are sent again later.' })
  readonly pending: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Age of the oldest pending delivery, seconds; null without one.',
  })
  readonly oldestPendingSeconds: number | null;

  @Field(() => Float, { description: 'Number of deliveries since the target was configured, a whole number.' })
  readonly delivered: number;

  @Field(() => Int, { description: 'Number of deliveries that were given up.' })
  readonly failed: number;

  @Field(() => Float, { description: 'Deliveries per second, in the last minute.' })
  readonly rate: number;

  @Field(() => CrmWriteBackError, { nullable: true, description: 'Fault that pauses it; null while it is running.' })
  readonly error: CrmWriteBackError | null;
}

/** Payload of `retryDelivery`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `retryDelivery`.' })
export class RetryDeliveryPayload {
  @Field(() => CrmDelivery, { description: 'The delivery, which is pending. Needs the scope `leads:read`.' })
  readonly delivery: CrmDelivery;
}

/** Payload of `retryDeliveries`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `retryDeliveries`.' })
export class RetryDeliveriesPayload {
  @Field(() => Int, { description: 'Number of deliveries that are sent again.' })
  readonly deliveries: number;
}
