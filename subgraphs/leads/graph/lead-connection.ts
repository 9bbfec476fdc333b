import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import type { LeadSelection } from '../leads/lead-slice.ts';
import type { LeadPage } from '../leads/list-leads.ts';
import { Lead } from './lead.ts';

/** A lead and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'A lead and its position in the list.' })
export class LeadEdge {
  @Field(() => String, { description: 'Position of the lead. Send it as `after` to read the leads that follow.' })
  readonly cursor: string;

  @Field(() => Lead, { description: 'The lead.' })
  readonly node: Lead;
}

/** Page of leads, and its selection, which `totalCount` counts on request. */
@ObjectType({ simpleResolvers: true, description: 'Page of leads.' })
export class LeadConnection implements LeadPage {
  @Field(() => [LeadEdge], { description: 'Leads of this page, each with its cursor.' })
  readonly edges: readonly LeadEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;

  readonly selection: LeadSelection;
}
