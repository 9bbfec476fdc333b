import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { listStageChanges } from '../stages/stage-history.ts';
import { Lead } from './lead.ts';
import { LeadStageChangeConnection } from './lead-stage-change.ts';

/** The field of a lead about its way through the sales process. */
@Resolver(() => Lead)
export class LeadStageResolver {
  readonly #db: LeadsDeps['db'];

  constructor(db: LeadsDeps['db']) {
    this.#db = db;
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => LeadStageChangeConnection, {
    nullable: true,
    description: 'Changes of the stage of the lead since it was stored, newest first; the last is its first stage.',
  })
  async stageChanges(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<LeadStageChangeConnection> {
    const read = (count: number, below: number | null) => listStageChanges(this.#db, id, count, below);
    return readConnection({ list: `stageChanges:${id}`, first, after }, read, (change) => ({
      ...change,
      at: change.id,
    }));
  }
}
