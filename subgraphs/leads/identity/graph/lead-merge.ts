import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { LeadField } from './identity-enums.ts';

const PII = requiresScopes('leads:pii');

/** Merge of a lead into another one. Its leads are in the resolver. */
@ObjectType({ simpleResolvers: true, description: 'Merge of a lead into another one.' })
export class LeadMerge {
  @Field(() => ID, { description: 'Id of the merge; later ones have higher ids.' })
  readonly id: string;

  @Field(() => ID, { description: 'Id of the lead that was merged.' })
  readonly leadId: string;

  @Field(() => ID, { description: 'Id of the lead that it was merged into.' })
  readonly survivorId: string;

  @Field(() => [LeadField], { description: 'Fields whose values the survivor took from the merged lead.' })
  readonly fields: readonly string[];

  @Field(() => DateTime, { description: 'Time of the merge.' })
  readonly mergedAt: number;

  @Field(() => String, { description: 'Subject of the access token that merged them.' })
  readonly actor: string;

  @Directive(PII)
  @Field(() => String, {
    nullable: true,
    description: 'Reason that the actor gave, in words; null when it was erased. Needs the scope `leads:pii`.',
  })
  readonly reason: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time at which it was undone; null while it is in force.' })
  readonly undoneAt: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the access token that undid it; null while it is in force.',
  })
  readonly undoneBy: string | null;

  @Directive(PII)
  @Field(() => String, {
    nullable: true,
    description: 'Reason why it was undone, in words; null otherwise. Needs the scope `leads:pii`.',
  })
  readonly undoReason: string | null;
}

/** A merge and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'A merge with its cursor.' })
export class LeadMergeEdge {
  @Field(() => String, { description: 'Cursor of this merge, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => LeadMerge, { description: 'The merge.' })
  readonly node: LeadMerge;
}

/** Page of merges. */
@ObjectType({ simpleResolvers: true, description: 'Page of the merges into a lead, newest first.' })
export class LeadMergeConnection {
  @Field(() => [LeadMergeEdge], { description: 'Merges of this page.' })
  readonly edges: readonly LeadMergeEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
