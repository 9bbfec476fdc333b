import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { Score } from './score.ts';

/** One score of a page. */
@ObjectType({ simpleResolvers: true, description: 'A score and its place in the history.' })
export class ScoreEdge {
  @Field(() => String, { description: 'Give it as `after` to go on from here.' })
  readonly cursor: string;

  @Field(() => Score, { description: 'The score.' })
  readonly node: Score;
}

/** A page of a lead's scores. */
@ObjectType({ simpleResolvers: true, description: 'A page of scores of one lead, newest first.' })
export class ScoreConnection {
  @Field(() => [ScoreEdge], { description: 'The scores of this page with their cursors.' })
  readonly edges: readonly ScoreEdge[];

  @Field(() => [Score], { description: 'The scores of this page.' })
  readonly nodes: readonly Score[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  readonly pageInfo: PageInfo;
}
