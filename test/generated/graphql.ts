/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How promising a scored lead is, by absolute cut-points of the probability. */
export type Grade =
  /** The most promising. */
  | 'A'
  /** Promising. */
  | 'B'
  /** Worth a try. */
  | 'C'
  /** Unlikely to convert. */
  | 'D';

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

export type RankedLeadsQueryVariables = Exact<{
  first: number;
}>;


export type RankedLeadsQuery = { leads: { edges: Array<{ node: { id: string, company: string | null, crmScore: { probability: number } | null, score: { probability: number, grade: Grade, modelVersion: { model: string, version: number, stage: ModelStage } | null } | null } }> } | null };

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