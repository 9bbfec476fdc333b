/** An operation that a new user can run at once. */
export interface ExampleOperation {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The operations that the explorer opens with and the start banner prints. */
export const EXAMPLE_OPERATIONS: readonly ExampleOperation[] = [
  {
    title: 'Leads by score',
    query: `# The leads most likely to convert, with fields of three subgraphs
query BestLeads {
  leads(first: 10) {
    edges {
      node {
        id
        company
        score {
          probability
          grade
          modelVersion { model version stage }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Score features',
    query: `# A score for features that you give; nothing else needs to be known
mutation ScoreFeatures($input: ScoreFeaturesInput!) {
  scoreFeatures(input: $input) {
    score { probability points grade scoredAt }
  }
}`,
    variables: {
      input: {
        leadId: 'example-1',
        features: { industry: 'TRADING', companySize: 42, pageViews: 12, timeOnSite: 340 },
      },
    },
  },
  {
    title: 'Models',
    query: `# Every model version and its stage
query Models {
  models {
    name
    versions { version stage description }
  }
}`,
  },
];
