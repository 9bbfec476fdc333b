import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import type { LeadSelection } from '../leads/lead-query.ts';
import type { LeadPage } from '../leads/list-leads.ts';
import { Lead } from './lead.ts';

/** A lead and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'A lead and its place in the list.' })
export class LeadEdge {
  @Field(() => String, { description: 'The place of this lead, for `after`.' })
  readonly cursor: string;

  @Field(() => Lead, { description: 'The lead.' })
  readonly node: Lead;
}

/** A page of leads, and the selection it is a page of: what `totalCount` counts when it is asked for. */
@ObjectType({ simpleResolvers: true, description: 'A page of leads.' })
export class LeadConnection implements LeadPage {
  @Field(() => [LeadEdge], { description: 'The leads of this page.' })
  readonly edges: readonly LeadEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;

  readonly selection: LeadSelection;
}
