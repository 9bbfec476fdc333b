/** An operation that a new user can run at once. */
export interface ExampleOperation {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Operations that the explorer opens with, a tab each: a query, a mutation and a subscription. */
export const EXAMPLE_OPERATIONS: readonly ExampleOperation[] = [
  {
    title: 'Leads by score',
    query: `# The leads most likely to convert
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
    query: `# The score of a lead that is not in the CRM
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
    title: 'Live metrics',
    query: `# The scores of the last minute, each second
subscription LiveMetrics {
  liveMetrics(windowSeconds: 60, everyMs: 1000) {
    until
    predictions
    throughput
    meanProbability
    grades { grade predictions }
    versions { model version role predictions }
  }
}`,
  },
];
