/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Grade of a scored lead, from A (best) to D, by fixed limits of its probability. */
export type Grade =
  /** Most likely to convert: contact these leads first. */
  | 'A'
  /** Likely to convert. */
  | 'B'
  /** May convert. */
  | 'C'
  /** Unlikely to convert. */
  | 'D';

/** What a challenger is judged by. */
export type GuardrailMetric =
  /** Fall of the conversion of its matured leads, relative to the champion's, 0–1. */
  | 'CONVERSION'
  /** Share of its requests that fail, 0–1. */
  | 'ERROR_RATE'
  /** Its p95 latency, as an increase over the champion's: 0.5 is half as much again. */
  | 'LATENCY_P95'
  /** PSI of its scores against the champion's, nats. */
  | 'SCORE_PSI';

/** A version of a registered model in the MLflow server that is followed. */
export type MlflowVersionInput = {
  /** Name of the registered model. */
  name: string;
  /** Number of the version there. */
  version: number;
};

/** Where a model version stands. */
export type ModelStage =
  /** Out of use; kept, so that its scores stay explainable. */
  | 'ARCHIVED'
  /** Registered, and nothing more. */
  | 'NONE'
  /** The champion: answers callers. At most one version of a model. */
  | 'PRODUCTION'
  /** On trial; does not answer callers. */
  | 'STAGING';

/** An ONNX file and what is known about it. */
export type RegisterModelVersionInput = {
  /** The ONNX file in base64; this, artifactPath, artifactUrl or mlflowVersion. The limit is ARTIFACT_LIMIT_BYTES, 32 MB by default. */
  artifactBase64?: string | null | undefined;
  /** Absolute path of the ONNX file where the subgraph runs, in a folder of ARTIFACT_SOURCES. */
  artifactPath?: string | null | undefined;
  /** URL of the ONNX file, below a prefix of ARTIFACT_SOURCES. Redirects must stay below one, too. */
  artifactUrl?: string | null | undefined;
  /** A repeat with the same key and the same input answers with the version of the first time. */
  idempotencyKey?: string | null | undefined;
  /** The manifest: model (default lead-conversion), description, framework, command, signature as MLflow writes it, calibration, metrics, holdoutDigest, split, referenceWindow, scoreTolerance. Only description and signature are required; the file must give the scores of the referenceWindow, within scoreTolerance (default 0.0001, 0.01 at most); with mlflowVersion nothing is, and what is given replaces what MLflow says. */
  manifest?: unknown;
  /** A version of the MLflow server that is followed: its ONNX file, signature, metrics and tags. */
  mlflowVersion?: MlflowVersionInput | null | undefined;
  /** Why it is registered; goes to the history. */
  reason?: string | null | undefined;
  /** Stage it starts in. */
  stage?: RegistrationStage;
  /** Number to give it; the next free one when absent, and before that the one it has in MLflow. */
  version?: number | null | undefined;
};

/** Where a model version may start. */
export type RegistrationStage =
  /** Registered, and nothing more. */
  | 'NONE'
  /** On trial at once. */
  | 'STAGING';

/** Something that must not become worse than a limit. */
export type RolloutGuardrailInput = {
  /** Whether a step waits until it is surely met; if not, only a failure counts. */
  holds?: boolean;
  /** The limit. */
  limit: number;
  /** What is watched; its description tells the scale of the limit. */
  metric: GuardrailMetric;
};

/** Where a rollout stands. */
export type RolloutStatus =
  /** It was given up: the champion answers every lead. */
  | 'ABORTED'
  /** The next step needs the approval of someone else than who started it. */
  | 'AWAITING_APPROVAL'
  /** All steps are over. The challenger of CANARY and IMMEDIATE is champion. */
  | 'COMPLETED'
  /** It keeps its share and takes no step; a failure still ends it. */
  | 'PAUSED'
  /** Recorded requests are replayed; no lead meets the challenger yet. */
  | 'PENDING'
  /** It failed, or was rolled back: the champion answers every lead. */
  | 'ROLLED_BACK'
  /** A step is in force, and evidence is gathered. */
  | 'RUNNING';

/** One step of a rollout. */
export type RolloutStepInput = {
  /** Time that the step lasts at least, seconds. */
  holdSeconds?: number;
  /** Requests of the challenger that the step needs at least. */
  minimumSamples?: number;
  /** Whether someone else must approve before the step begins. A step of all traffic always needs it. */
  needsApproval?: boolean;
  /** Of all challengers together, above 0, at most 1; with SHADOW the share of requests that they see. */
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