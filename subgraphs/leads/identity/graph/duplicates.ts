import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { Lead } from '../../graph/lead.ts';
import { ContactKind } from './identity-enums.ts';

/** Lead that shares contact details with another one. */
@ObjectType({ simpleResolvers: true, description: 'A lead that may be the same person as another one.' })
export class DuplicateLead {
  @Field(() => Lead, { description: 'The lead.' })
  readonly lead: Lead;

  @Field(() => [ContactKind], { description: 'Contact details that it shares.' })
  readonly matchedBy: readonly ContactKind[];
}

/** Leads that may be one person. */
@ObjectType({ simpleResolvers: true, description: 'Leads that may be one person, as they share contact details.' })
export class DuplicateGroup {
  @Field(() => Lead, { description: 'The oldest lead of the group.' })
  readonly lead: Lead;

  @Field(() => [DuplicateLead], {
    description:
      'The other leads of the group, the oldest first, at most 100. Each shares a contact detail with at least one of the group.',
  })
  readonly duplicates: readonly DuplicateLead[];
}

/** A group and its place in the list. */
@ObjectType({ simpleResolvers: true, description: 'A group of duplicates and its position in the list.' })
export class DuplicateGroupEdge {
  @Field(() => String, { description: 'Position of the group. Send it as `after` to read the groups that follow.' })
  readonly cursor: string;

  @Field(() => DuplicateGroup, { description: 'The group.' })
  readonly node: DuplicateGroup;
}

/** Page of groups. */
@ObjectType({ simpleResolvers: true, description: 'Page of groups of duplicates.' })
export class DuplicateGroupConnection {
  @Field(() => [DuplicateGroupEdge], { description: 'Groups of this page, each with its cursor.' })
  readonly edges: readonly DuplicateGroupEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
