import 'reflect-metadata';
import { Directive, Field, ObjectType } from 'type-graphql';

/** Position of a page in a Relay connection. The same in every subgraph, so that each may resolve it. */
@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its connection.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow the last one of this page.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for with a cursor, so that items may precede it.' })
  readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item, for `after`; null on an empty page.' })
  readonly endCursor: string | null;
}
