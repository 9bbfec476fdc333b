import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

let now = 0;
const advance = (id: string) => () => {
  now += 1;
  return { id };
};
const at = () => now;
const same = ({ id }: { id: string }) => ({ id });

export const supergraph: SupergraphCase = {
  construct: 'mutations that return chains of entities across subgraphs',
  reset: () => {
    now = 0;
  },
  subgraphs: {
    leads: {
      typeDefs: `
        type Query { lead: Lead }
        type Mutation { updateLead(name: String): LeadPayload addLead(name: String): Lead! }
        type LeadPayload { lead: Lead leads: [Lead!] at: Int query: Query }
        type Lead @key(fields: "id") { id: ID! name: String at: Int }
        type Model @key(fields: "id") { id: ID! lead: Lead }
      `,
      resolvers: {
        Query: { lead: () => ({ id: '1' }) },
        Mutation: { updateLead: () => ({ ...advance('1')(), query: {} }), addLead: advance('2') },
        LeadPayload: { lead: same, leads: () => [{ id: '1' }, { id: '2' }], at },
        Lead: { name: () => `at ${now}`, at },
        Model: { lead: same },
      },
    },
    scores: {
      typeDefs: `
        type Mutation { score(lead: ID): Score! scoreAll: [Score] }
        interface Scored { score: Score }
        type Lead implements Scored @key(fields: "id") { id: ID! score: Score name: String @external label: String @requires(fields: "name") }
        type Score @key(fields: "id") { id: ID! at: Int model: Model scored: Scored }
        type Model @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Mutation: { score: advance('3'), scoreAll: () => [advance('3')(), null, { id: '4' }] },
        Lead: { score: same, label: ({ name }: { name: string }) => `${name} read at ${now}` },
        Score: { at, model: same, scored: ({ id }: { id: string }) => ({ __typename: 'Lead', id }) },
      },
    },
    models: {
      typeDefs: `
        type Mutation { promote(model: ID): Model }
        type Model @key(fields: "id") { id: ID! stage: Stage at: Int }
        type Score @key(fields: "id") { id: ID! grade: String }
        enum Stage { STAGING PRODUCTION }
      `,
      resolvers: {
        Mutation: { promote: advance('5') },
        Model: { stage: () => (now > 1 ? 'PRODUCTION' : 'STAGING'), at },
        Score: { grade: () => `at ${now}` },
      },
    },
  },
  notFuzzed: { 'Score.scored': 'the planner refuses a field under @requires below a fragment of an interface' },
  operations: [
    {
      title: 'what a mutation returns is from before the next one, three subgraphs away',
      query: `mutation {
        updateLead { lead { score { model { stage at lead { at } } } } }
        promote { stage lead { score { grade } } }
        again: updateLead { leads { label score { grade model { at } } } query { lead { at score { at } } } }
      }`,
      expected: {
        data: {
          updateLead: { lead: { score: { model: { stage: 'STAGING', at: 1, lead: { at: 1 } } } } },
          promote: { stage: 'PRODUCTION', lead: { score: { grade: 'at 2' } } },
          again: {
            leads: [0, 1].map(() => ({
              label: 'at 3 read at 3',
              score: { grade: 'at 3', model: { at: 3 } },
            })),
            query: { lead: { at: 3, score: { at: 3 } } },
          },
        },
      },
    },
    {
      title: 'a mutation under a condition, through fragments and with the same name twice, runs once',
      query: `mutation ($yes: Boolean!, $no: Boolean!) {
        ...Once
        promote @include(if: $no) { id }
        ... on Mutation @skip(if: $no) { score { grade scored { score { at } } } }
        score @include(if: $yes) { at }
      }
      fragment Once on Mutation { __typename score { model { at } } }`,
      variables: { yes: true, no: false },
      difference: 'the reference runs a mutation twice that stands in the document twice',
      expected: {
        data: {
          __typename: 'Mutation',
          score: { model: { at: 1 }, grade: 'at 1', scored: { score: { at: 1 } }, at: 1 },
        },
      },
    },
  ],
};
