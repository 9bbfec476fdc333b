import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Connection } from '../../../platform/graphql/connection.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Interaction as InteractionData } from '../interactions/interaction.ts';
import { InteractionKind } from '../interactions/interaction.ts';

/** One thing that happened between a lead and the free zone, as the graph shows it. */
@ObjectType({ simpleResolvers: true, description: 'One thing that happened between a lead and the free zone.' })
export class Interaction implements InteractionData {
  @Field(() => ID, { description: 'Unique within its lead.' })
  readonly id: string;

  @Field(() => InteractionKind, { description: 'What happened.' })
  readonly kind: InteractionKind;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly occurredAt: number;

  @Field(() => DateTime, { description: 'When it became known here.' })
  readonly recordedAt: number;

  @Field(() => Int, { nullable: true, description: 'How long it took, seconds.' })
  readonly durationSeconds: number | null;

  @Field(() => Int, { nullable: true, description: 'How many: the pages of a website visit.' })
  readonly quantity: number | null;

  @Directive(requiresScopes('leads:pii'))
  @Field(() => String, { nullable: true, description: 'Note of the person who recorded it. Needs `leads:pii`.' })
  readonly note: string | null;
}

/** An interaction and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'An interaction and its place in the list.' })
export class InteractionEdge {
  @Field(() => String, { description: 'The place of this interaction, for `after`.' })
  readonly cursor: string;

  @Field(() => Interaction, { description: 'The interaction.' })
  readonly node: Interaction;
}

/** A page of a lead's interactions. */
@ObjectType({ simpleResolvers: true, description: "A page of a lead's interactions, the latest first." })
export class InteractionConnection implements Connection<InteractionData> {
  @Field(() => [InteractionEdge], { description: 'The interactions of this page.' })
  readonly edges: readonly InteractionEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
