import 'reflect-metadata';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';

/** How a lead ended, as the graph shows it. */
@ObjectType({ simpleResolvers: true, description: 'How a lead ended.' })
export class LeadOutcome implements Outcome {
  @Field(() => OutcomeResult, { description: 'Whether the lead converted.' })
  readonly result: OutcomeResult;

  @Field(() => DateTime, { description: 'When it was decided.' })
  readonly occurredAt: number;

  @Field(() => DateTime, { description: 'When it became known here.' })
  readonly recordedAt: number;

  @Field(() => Float, { nullable: true, description: 'What the lead paid, AED; null when unknown or lost.' })
  readonly revenue: number | null;

  @Directive(requiresScopes('leads:pii'))
  @Field(() => String, { nullable: true, description: 'Why, in words. Needs `leads:pii`.' })
  readonly reason: string | null;
}
