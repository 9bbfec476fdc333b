import 'reflect-metadata';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { Lead } from '../../graph/lead.ts';
import { MOST_MERGED } from '../merge-rule.ts';
import { LeadField } from './identity-enums.ts';
import { LeadMerge } from './lead-merge.ts';

const WRITE = requiresScopes('leads:write');

/** Input of `mergeLeads`. */
@InputType({ description: 'Leads to merge.' })
export class MergeLeadsInput {
  @Field(() => ID, { description: 'Id of the survivor: the lead that stands for all of them afterwards.' })
  readonly leadId: string;

  @Field(() => [ID], { description: `Ids of the leads to merge into it, 1 to ${MOST_MERGED}.` })
  readonly duplicateIds: readonly string[];

  @Field(() => String, {
    description: 'Reason in words, 1 to 1,000 characters; stored with the merge and in the audit log.',
  })
  readonly reason: string;

  @Field(() => [LeadField], {
    nullable: true,
    description:
      'Fields that the survivor takes from the first of the duplicates that has a value, where it has none itself. Default: none.',
  })
  readonly fields?: readonly string[] | null;
}

/** Payload of `mergeLeads`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `mergeLeads`.' })
export class MergeLeadsPayload {
  @Field(() => ID, { description: 'Id of the survivor.' })
  readonly leadId: string;

  @Field(() => Lead, { description: 'The survivor. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => [LeadMerge], {
    description: 'One merge per duplicate, in the order of the request. Needs the scope `leads:read`.',
  })
  readonly merges: readonly LeadMerge[];
}

/** Payload of `undoMerge`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `undoMerge`.' })
export class UndoMergePayload {
  @Field(() => LeadMerge, { description: 'The merge, which is undone. Needs the scope `leads:read`.' })
  readonly merge: LeadMerge;

  @Field(() => Lead, { description: 'The lead that had been merged. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Lead, { description: 'The lead that it had been merged into. Needs the scope `leads:read`.' })
  readonly survivor: Lead;
}
