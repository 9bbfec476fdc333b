import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Connection } from '../../../platform/graphql/connection.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Interaction as InteractionData } from '../interactions/interaction.ts';
import { InteractionKind } from '../interactions/interaction.ts';

/** Interaction between a lead and the free zone. */
@ObjectType({
  simpleResolvers: true,
  description: 'Interaction between a lead and the free zone, such as a call or a website visit.',
})
export class Interaction implements InteractionData {
  @Field(() => ID, { description: 'Id of the interaction, unique within its lead.' })
  readonly id: string;

  @Field(() => InteractionKind, { description: 'Kind of interaction.' })
  readonly kind: InteractionKind;

  @Field(() => DateTime, { description: 'Time of the interaction.' })
  readonly occurredAt: number;

  @Field(() => DateTime, { description: 'Time when the interaction was recorded.' })
  readonly recordedAt: number;

  @Field(() => Int, { nullable: true, description: 'Duration in seconds; null when unknown.' })
  readonly durationSeconds: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of pages of a website visit; null for other interactions.' })
  readonly quantity: number | null;

  @Directive(requiresScopes('leads:pii'))
  @Field(() => String, {
    nullable: true,
    description: 'Note of the person who recorded the interaction. Needs the scope `leads:pii`.',
  })
  readonly note: string | null;
}

/** An interaction and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'An interaction and its position in the list.' })
export class InteractionEdge {
  @Field(() => String, {
    description: 'Position of the interaction. Send it as `after` to read the interactions that follow.',
  })
  readonly cursor: string;

  @Field(() => Interaction, { description: 'The interaction.' })
  readonly node: Interaction;
}

/** A page of a lead's interactions. */
@ObjectType({ simpleResolvers: true, description: "Page of a lead's interactions, latest first." })
export class InteractionConnection implements Connection<InteractionData> {
  @Field(() => [InteractionEdge], { description: 'Interactions of this page, each with its cursor.' })
  readonly edges: readonly InteractionEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
