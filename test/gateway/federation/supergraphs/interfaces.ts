import { fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const media = [
  { __typename: 'Film', id: '1', title: 'Metropolis', minutes: 153, director: 'Lang' },
  { __typename: 'Song', id: '2', title: 'Autumn Leaves', artist: 'Kosma' },
  { __typename: 'Game', id: '3', title: 'Go' },
];

export const supergraph: SupergraphCase = {
  construct: 'interfaces whose types live in several subgraphs',
  subgraphs: {
    catalog: {
      typeDefs: `
        type Query { media: [Media!]! newest: Media }
        interface Titled { title: String! }
        interface Media implements Titled { id: ID! title: String! }
        type Film implements Media & Titled @key(fields: "id") { id: ID! title: String! minutes: Int director: String }
        type Song implements Media & Titled @key(fields: "id") { id: ID! title: String! artist: String }
        type Game implements Media & Titled @key(fields: "id") { id: ID! title: String! }
      `,
      resolvers: { Query: { media: () => media.map(fresh), newest: () => fresh(media[1]) } },
    },
    ratings: {
      typeDefs: `
        interface Media { id: ID! rating: Int }
        type Film implements Media @key(fields: "id") { id: ID! rating: Int }
        type Song implements Media @key(fields: "id") { id: ID! rating: Int loud: Boolean }
        type Game implements Media @key(fields: "id") { id: ID! rating: Int }
      `,
      resolvers: {
        Film: { rating: () => 5 },
        Song: { rating: () => 4, loud: () => true },
        Game: { rating: () => null },
      },
    },
  },
  operations: [
    { title: 'fields of the interface need no type', query: '{ media { title } }' },
    {
      title: '__typename is the name of the object type',
      query: '{ media { kind: __typename id } newest { __typename } }',
    },
    { title: 'an interface field of another subgraph is joined per type', query: '{ media { title rating } }' },
    {
      title: 'fragments on types and interfaces apply where they should',
      query: `{
        media {
          ... on Film { minutes rating }
          ... on Song { artist loud }
          ... on Titled { t: title }
          ...Rated
        }
      }
      fragment Rated on Media { id ... on Game { rating } }`,
    },
    {
      title: 'one response key may be another field on another type',
      query: '{ media { ... on Film { info: director } ... on Song { info: artist } } }',
    },
  ],
};
