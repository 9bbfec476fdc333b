/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Grade of a lead, from A (best) to D, by the limits of its model's grade policy. */
export type Grade =
  /** Probability of limit A or more, 0.4 in v1: contact these leads first. */
  | 'A'
  /** Probability of limit B or more, 0.2 in v1, below grade A. */
  | 'B'
  /** Probability of limit C or more, 0.08 in v1, below grade B. */
  | 'C'
  /** Probability below limit C. */
  | 'D';

/** Metric of a guardrail. */
export type GuardrailMetric =
  /** Relative fall of the conversion rate of matured leads against that of the champion, 0 to 1. */
  | 'CONVERSION'
  /** Share of failed requests of the challenger, 0 to 1. */
  | 'ERROR_RATE'
  /** Relative increase of the p95 latency over that of the champion: 0.5 is half as much again. */
  | 'LATENCY_P95'
  /** Population Stability Index of the challenger's scores against those of the champion, in nats. */
  | 'SCORE_PSI';

/** Version of a registered model in the synchronized MLflow server. */
export type MlflowVersionInput = {
  /** Name of the registered model in MLflow. */
  name: string;
  /** Number of the version in MLflow. */
  version: number;
};

/** Stage of a model version. */
export type ModelStage =
  /** No longer in use; kept so that its scores remain explainable. */
  | 'ARCHIVED'
  /** Registered, with no further role. */
  | 'NONE'
  /** Champion: answers callers. At most one version of a model. */
  | 'PRODUCTION'
  /** Under test; does not answer callers, except in a rollout. */
  | 'STAGING';

/** ONNX file and its manifest. Give the file in exactly one of artifactBase64, artifactPath, artifactUrl and mlflowVersion. */
export type RegisterModelVersionInput = {
  /** ONNX file in base64, at most ARTIFACT_LIMIT_BYTES (default 32 MB). */
  artifactBase64?: string | null | undefined;
  /** Absolute path of the ONNX file on the host of the models subgraph, in a folder of ARTIFACT_SOURCES. */
  artifactPath?: string | null | undefined;
  /** URL of the ONNX file, below a URL prefix of ARTIFACT_SOURCES. Redirects must stay below one. */
  artifactUrl?: string | null | undefined;
  /** Key of this registration, 1 to 200 characters. A repeat with the same key and the same input returns the version of the first call. */
  idempotencyKey?: string | null | undefined;
  /** Manifest as JSON: model (default lead-conversion), description, framework, command, signature in the format of MLflow, calibration, metrics, holdoutDigest, split, referenceWindow and scoreTolerance. Required are description and signature. The file must reproduce the scores of referenceWindow within scoreTolerance (default 0.0001, at most 0.01). With mlflowVersion nothing is required, and a given field replaces that of MLflow. */
  manifest?: unknown;
  /** Version of the synchronized MLflow server: its ONNX file, signature, metrics and tags are used. */
  mlflowVersion?: MlflowVersionInput | null | undefined;
  /** Reason for the registration, at most 1,000 characters; stored in the history. */
  reason?: string | null | undefined;
  /** Stage of the new version. */
  stage?: RegistrationStage;
  /** Number of the new version; by default the number in MLflow if that is free, else the next free one. */
  version?: number | null | undefined;
};

/** Stage of a new model version. */
export type RegistrationStage =
  /** Registered, with no further role. */
  | 'NONE'
  /** Under test from the start. */
  | 'STAGING';

/** Limit on how much worse than the champion a challenger may be. */
export type RolloutGuardrailInput = {
  /** Whether the rollout advances only when the guardrail is met; if not, the guardrail can only fail the rollout. */
  holds?: boolean;
  /** Limit of the metric. */
  limit: number;
  /** Metric that is compared; its description gives the scale of the limit. */
  metric: GuardrailMetric;
};

/** State of a rollout. */
export type RolloutStatus =
  /** The rollout was aborted: the champion answers every lead. */
  | 'ABORTED'
  /** The next step needs the approval of another person than the one who started the rollout. */
  | 'AWAITING_APPROVAL'
  /** All steps are done. With CANARY and IMMEDIATE the challenger is champion. */
  | 'COMPLETED'
  /** The rollout keeps its traffic share and does not advance; a failure still ends it. */
  | 'PAUSED'
  /** Recorded requests are replayed; the challenger scores no lead yet. */
  | 'PENDING'
  /** The rollout failed, or was rolled back: the champion answers every lead. */
  | 'ROLLED_BACK'
  /** A step is in force, and evidence is collected. */
  | 'RUNNING';

/** Step of a rollout. */
export type RolloutStepInput = {
  /** Minimum duration of the step, seconds. */
  holdSeconds?: number;
  /** Minimum number of requests that the challenger answers in the step. */
  minimumSamples?: number;
  /** Whether another person must approve the step before it begins. A step with all traffic always needs an approval. */
  needsApproval?: boolean;
  /** Traffic share of all challengers together, above 0 to 1; with SHADOW, the share of requests that shadows score. */
  trafficShare: number;
};

export type RankedLeadsQueryVariables = Exact<{
  first: number;
}>;


export type RankedLeadsQuery = { leads: { edges: Array<{ node: { id: string, company: string | null, crmScore: { probability: number } | null, score: { probability: number, grade: Grade, modelVersion: { model: string, version: number, stage: ModelStage } | null } | null } }> } | null };

export type RegisterVersionMutationVariables = Exact<{
  input: RegisterModelVersionInput;
}>;


export type RegisterVersionMutation = { registerModelVersion: { version: number } | null };

export type StartRolloutMutationVariables = Exact<{
  version: number;
  steps: Array<RolloutStepInput> | RolloutStepInput;
  guardrails: Array<RolloutGuardrailInput> | RolloutGuardrailInput;
}>;


export type StartRolloutMutation = { startRollout: { rollout: { id: string } } | null };

export type RolloutStandingQueryVariables = Exact<{
  id: string | number;
}>;


export type RolloutStandingQuery = { rollout: { status: RolloutStatus, step: number, endReason: string | null } | null };

export type PauseRolloutMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseRolloutMutation = { pauseRollout: { rollout: { status: RolloutStatus } } | null };

export type ResumeRolloutMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeRolloutMutation = { resumeRollout: { rollout: { status: RolloutStatus } } | null };

export type ApproveRolloutMutationVariables = Exact<{
  id: string | number;
}>;


export type ApproveRolloutMutation = { approveRollout: { rollout: { status: RolloutStatus } } | null };

export type ScoreLeadMutationVariables = Exact<{
  id: string | number;
}>;


export type ScoreLeadMutation = { scoreLead: { score: { id: string, probability: number } } | null };

export type StoredScoreQueryVariables = Exact<{
  id: string | number;
}>;


export type StoredScoreQuery = { score: { id: string, probability: number, lead: { id: string } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const RankedLeadsDocument = new TypedDocumentString(`
    query RankedLeads($first: Int!) {
  leads(first: $first) {
    edges {
      node {
        id
        company
        crmScore {
          probability
        }
        score {
          probability
          grade
          modelVersion {
            model
            version
            stage
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:ce88945b657931b10e3686ce11f78c430b21da898892872e1226801951bc5e43"}) as unknown as TypedDocumentString<RankedLeadsQuery, RankedLeadsQueryVariables>;
export const RegisterVersionDocument = new TypedDocumentString(`
    mutation RegisterVersion($input: RegisterModelVersionInput!) {
  registerModelVersion(input: $input) {
    version
  }
}
    `, {"hash":"sha256:babf2fbdf422100de3d258fce0444100b710e2faa3431eb80d20881a0d23dfb6"}) as unknown as TypedDocumentString<RegisterVersionMutation, RegisterVersionMutationVariables>;
export const StartRolloutDocument = new TypedDocumentString(`
    mutation StartRollout($version: Int!, $steps: [RolloutStepInput!]!, $guardrails: [RolloutGuardrailInput!]!) {
  startRollout(
    model: "lead-conversion"
    version: $version
    strategy: CANARY
    steps: $steps
    guardrails: $guardrails
    replayRows: 100
    reason: "a trial"
  ) {
    rollout {
      id
    }
  }
}
    `, {"hash":"sha256:7faa554e028ba051b6e8e445245d035db5092e239ec7a8d6af1f0a44d6e0a439"}) as unknown as TypedDocumentString<StartRolloutMutation, StartRolloutMutationVariables>;
export const RolloutStandingDocument = new TypedDocumentString(`
    query RolloutStanding($id: ID!) {
  rollout(id: $id) {
    status
    step
    endReason
  }
}
    `, {"hash":"sha256:f41b59d29146f3aace567741d059c6a89921af5d6241127b9a214657218c60a9"}) as unknown as TypedDocumentString<RolloutStandingQuery, RolloutStandingQueryVariables>;
export const PauseRolloutDocument = new TypedDocumentString(`
    mutation PauseRollout($id: ID!) {
  pauseRollout(id: $id, reason: "a trial") {
    rollout {
      status
    }
  }
}
    `, {"hash":"sha256:90a17c58d5313c7b31e1fc154cca5feeda78adf0ec8829a802eb9cee2feebb7e"}) as unknown as TypedDocumentString<PauseRolloutMutation, PauseRolloutMutationVariables>;
export const ResumeRolloutDocument = new TypedDocumentString(`
    mutation ResumeRollout($id: ID!) {
  resumeRollout(id: $id, reason: "a trial") {
    rollout {
      status
    }
  }
}
    `, {"hash":"sha256:5701661049b29199141bb2fc4bbfb193c1b3e38e11cbe2400199194b14e60fb9"}) as unknown as TypedDocumentString<ResumeRolloutMutation, ResumeRolloutMutationVariables>;
export const ApproveRolloutDocument = new TypedDocumentString(`
    mutation ApproveRollout($id: ID!) {
  approveRollout(id: $id, reason: "a trial") {
    rollout {
      status
    }
  }
}
    `, {"hash":"sha256:ef82d04dd03b09a46aba2c62366cd11a9970dffe4c614a6cba5763bdd69280c2"}) as unknown as TypedDocumentString<ApproveRolloutMutation, ApproveRolloutMutationVariables>;
export const ScoreLeadDocument = new TypedDocumentString(`
    mutation ScoreLead($id: ID!) {
  scoreLead(leadId: $id) {
    score {
      id
      probability
    }
  }
}
    `, {"hash":"sha256:f38f1b46e0be44db2e201d8c2e8d09d1d022412bbf2d6a7ae30f052779a1415c"}) as unknown as TypedDocumentString<ScoreLeadMutation, ScoreLeadMutationVariables>;
export const StoredScoreDocument = new TypedDocumentString(`
    query StoredScore($id: ID!) {
  score(id: $id) {
    id
    probability
    lead {
      id
    }
  }
}
    `, {"hash":"sha256:70ca9e8459665e07e628dd3330df1ebe26ceef8507f4f09796055a138f818944"}) as unknown as TypedDocumentString<StoredScoreQuery, StoredScoreQueryVariables>;