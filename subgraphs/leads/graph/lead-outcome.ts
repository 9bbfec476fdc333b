import 'reflect-metadata';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';

/** Outcome of a lead. */
@ObjectType({ simpleResolvers: true, description: 'Outcome of a lead.' })
export class LeadOutcome implements Outcome {
  @Field(() => OutcomeResult, { description: 'Result: converted or lost.' })
  readonly result: OutcomeResult;

  @Field(() => DateTime, { description: 'Time of the decision.' })
  readonly occurredAt: number;

  @Field(() => DateTime, { description: 'Time when the outcome was recorded.' })
  readonly recordedAt: number;

  @Field(() => Float, { nullable: true, description: 'Revenue in AED; null when unknown or lost.' })
  readonly revenue: number | null;

  @Directive(requiresScopes('leads:pii'))
  @Field(() => String, { nullable: true, description: 'Reason of the result, in words. Needs the scope `leads:pii`.' })
  readonly reason: string | null;
}
