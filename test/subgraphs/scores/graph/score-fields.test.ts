import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { fieldSelections } from '../../../support/graph/field-selections.ts';
import { ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { id } } }';
const WHERE = [
  'score { FIELD }',
  'scoreHistory { nodes { FIELD } }',
  'scoreHistory { edges { cursor node { FIELD } } }',
];

onEachDatabase((kind, open) => {
  describe(`fields of scores on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      await world.addLead('lead', [{ kind: 'WEBSITE_VISIT' }]);
      for (let turn = 0; turn < 2; turn++) await world.ask(SCORE, { lead: 'lead' });
    });
    after(() => world.close());

    // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape
    const ask = async (selection: string): Promise<any> => {
      const { data, errors } = await world.ask(
        `{ _entities(representations: [{ __typename: "Lead", id: "lead" }]) { ... on Lead { ${selection} } } }`,
      );
      // as values: the fields of a type without a data object have no prototype
      return JSON.parse(JSON.stringify({ found: (data as { _entities: unknown[] })._entities[0], errors }));
    };

    it('each field of a score is the same alone as beside all others, also on a page', async () => {
      const selections = ['__typename', ...fieldSelections(world.scores.schema, 'Score')];
      assert.ok(selections.length > 20);
      for (const place of WHERE) {
        const whole = await ask(place.replace('FIELD', selections.join(' ')));
        for (const selection of selections) {
          const alone = await ask(place.replace('FIELD', selection));
          const [name = ''] = selection.split(' ');
          assert.deepEqual(valuesOf(alone.found, name), valuesOf(whole.found, name), `${place} ${selection}`);
        }
      }
    });

    it('a trend beside the change reads the same previous score', async () => {
      const { found } = await ask('score { trend previousProbability change { from { probability scoredAt } } }');
      assert.equal(found.score.trend, 'STEADY');
      assert.equal(found.score.previousProbability, found.score.change.from.probability);
    });
  });
});

// biome-ignore lint/suspicious/noExplicitAny: see above
function valuesOf(found: any, name: string): readonly unknown[] {
  const { score, scoreHistory } = found;
  const scores = score
    ? [score]
    : (scoreHistory.nodes ?? scoreHistory.edges.map(({ node }: { node: unknown }) => node));
  return scores.map((each: Record<string, unknown>) => each[name]);
}
