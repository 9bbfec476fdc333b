import 'reflect-metadata';
import { Arg, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { Json } from '../../../../platform/json.ts';
import type { LeadsDeps } from '../../leads/leads-deps.ts';
import { exportPerson, MOST_SECTION_ROWS, type PersonExport as PersonExportData } from '../person/export-person.ts';
import { PERSON_SECTIONS } from '../person/person-sections.ts';

const READ = '@requiresScopes(scopes: [["leads:read", "leads:pii"]])';

/** Everything that is held about a person. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description: 'Everything that is held about a person. Needs the scopes `leads:read` and `leads:pii`.',
})
export class PersonExport implements PersonExportData {
  @Field(() => ID, { description: 'Id of the lead that was asked for.' })
  readonly leadId: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [ID], { description: 'Ids of all leads of the person, with those that were merged into one another.' })
  readonly leadIds: readonly string[];

  @Field(() => DateTime, { description: 'Time of the export; everything is as of this moment.' })
  readonly exportedAt: number;

  @Directive(`@listSize(assumedSize: ${PERSON_SECTIONS.length})`)
  @Field(() => [String], {
    description: `Keys of \`data\` of which only the first ${MOST_SECTION_ROWS} rows are there.`,
  })
  readonly truncatedSections: readonly string[];

  @Field(() => Json, {
    description: `Rows by section, times in epoch milliseconds: ${PERSON_SECTIONS.map(({ name }) => `\`${name}\``).join(', ')}.`,
  })
  readonly data: PersonExportData['data'];
}

/** Exports of persons. */
@Resolver()
export class PersonExportResolver {
  readonly #deps: Pick<LeadsDeps, 'db' | 'clock'>;

  constructor(deps: Pick<LeadsDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => PersonExport, {
    nullable: true,
    description:
      'Everything that is held about the person of a lead, over all subgraphs, as of one moment. Needs the scopes ' +
      '`leads:read` and `leads:pii`.',
  })
  async exportPerson(
    @Arg('leadId', () => ID, { description: 'Id of a lead of the person.' }) leadId: string,
  ): Promise<PersonExport> {
    return await exportPerson(this.#deps.db, leadId, this.#deps.clock());
  }
}
