/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query RankedLeads($first: Int!) {\n  leads(first: $first) {\n    edges {\n      node {\n        id\n        company\n        crmScore {\n          probability\n        }\n        score {\n          probability\n          grade\n          modelVersion {\n            model\n            version\n            stage\n          }\n        }\n      }\n    }\n  }\n}": typeof types.RankedLeadsDocument,
    "mutation RegisterVersion($input: RegisterModelVersionInput!) {\n  registerModelVersion(input: $input) {\n    version\n  }\n}\n\nmutation StartRollout($version: Int!, $steps: [RolloutStepInput!]!, $guardrails: [RolloutGuardrailInput!]!) {\n  startRollout(\n    model: \"lead-conversion\"\n    version: $version\n    strategy: CANARY\n    steps: $steps\n    guardrails: $guardrails\n    replayRows: 100\n    reason: \"a trial\"\n  ) {\n    rollout {\n      id\n    }\n  }\n}\n\nquery RolloutStanding($id: ID!) {\n  rollout(id: $id) {\n    status\n    step\n    endReason\n  }\n}\n\nmutation PauseRollout($id: ID!) {\n  pauseRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ResumeRollout($id: ID!) {\n  resumeRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ApproveRollout($id: ID!) {\n  approveRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}": typeof types.RegisterVersionDocument,
    "mutation ScoreLead($id: ID!) {\n  scoreLead(leadId: $id) {\n    score {\n      id\n      probability\n    }\n  }\n}": typeof types.ScoreLeadDocument,
    "query StoredScore($id: ID!) {\n  score(id: $id) {\n    id\n    probability\n    lead {\n      id\n    }\n  }\n}": typeof types.StoredScoreDocument,
};
const documents: Documents = {
    "query RankedLeads($first: Int!) {\n  leads(first: $first) {\n    edges {\n      node {\n        id\n        company\n        crmScore {\n          probability\n        }\n        score {\n          probability\n          grade\n          modelVersion {\n            model\n            version\n            stage\n          }\n        }\n      }\n    }\n  }\n}": types.RankedLeadsDocument,
    "mutation RegisterVersion($input: RegisterModelVersionInput!) {\n  registerModelVersion(input: $input) {\n    version\n  }\n}\n\nmutation StartRollout($version: Int!, $steps: [RolloutStepInput!]!, $guardrails: [RolloutGuardrailInput!]!) {\n  startRollout(\n    model: \"lead-conversion\"\n    version: $version\n    strategy: CANARY\n    steps: $steps\n    guardrails: $guardrails\n    replayRows: 100\n    reason: \"a trial\"\n  ) {\n    rollout {\n      id\n    }\n  }\n}\n\nquery RolloutStanding($id: ID!) {\n  rollout(id: $id) {\n    status\n    step\n    endReason\n  }\n}\n\nmutation PauseRollout($id: ID!) {\n  pauseRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ResumeRollout($id: ID!) {\n  resumeRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ApproveRollout($id: ID!) {\n  approveRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}": types.RegisterVersionDocument,
    "mutation ScoreLead($id: ID!) {\n  scoreLead(leadId: $id) {\n    score {\n      id\n      probability\n    }\n  }\n}": types.ScoreLeadDocument,
    "query StoredScore($id: ID!) {\n  score(id: $id) {\n    id\n    probability\n    lead {\n      id\n    }\n  }\n}": types.StoredScoreDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RankedLeads($first: Int!) {\n  leads(first: $first) {\n    edges {\n      node {\n        id\n        company\n        crmScore {\n          probability\n        }\n        score {\n          probability\n          grade\n          modelVersion {\n            model\n            version\n            stage\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').RankedLeadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RegisterVersion($input: RegisterModelVersionInput!) {\n  registerModelVersion(input: $input) {\n    version\n  }\n}\n\nmutation StartRollout($version: Int!, $steps: [RolloutStepInput!]!, $guardrails: [RolloutGuardrailInput!]!) {\n  startRollout(\n    model: \"lead-conversion\"\n    version: $version\n    strategy: CANARY\n    steps: $steps\n    guardrails: $guardrails\n    replayRows: 100\n    reason: \"a trial\"\n  ) {\n    rollout {\n      id\n    }\n  }\n}\n\nquery RolloutStanding($id: ID!) {\n  rollout(id: $id) {\n    status\n    step\n    endReason\n  }\n}\n\nmutation PauseRollout($id: ID!) {\n  pauseRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ResumeRollout($id: ID!) {\n  resumeRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}\n\nmutation ApproveRollout($id: ID!) {\n  approveRollout(id: $id, reason: \"a trial\") {\n    rollout {\n      status\n    }\n  }\n}"): typeof import('./graphql.ts').RegisterVersionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ScoreLead($id: ID!) {\n  scoreLead(leadId: $id) {\n    score {\n      id\n      probability\n    }\n  }\n}"): typeof import('./graphql.ts').ScoreLeadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StoredScore($id: ID!) {\n  score(id: $id) {\n    id\n    probability\n    lead {\n      id\n    }\n  }\n}"): typeof import('./graphql.ts').StoredScoreDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
