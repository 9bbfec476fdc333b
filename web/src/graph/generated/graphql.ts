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

/** Field of a lead whose values are counted. */
export type LeadFacetField =
  /** Marketing campaign that brought the lead. */
  | 'CAMPAIGN'
  /** Country of the lead. */
  | 'COUNTRY'
  /** Emirate of the lead. */
  | 'EMIRATE'
  /** Grade of the score that the lead is ranked by. */
  | 'GRADE'
  /** Industry of the company. */
  | 'INDUSTRY'
  /** Kind of business licence that the lead wants. */
  | 'LICENCE_TYPE'
  /** Member of sales who is responsible. */
  | 'OWNER'
  /** Channel that brought the lead. */
  | 'SOURCE'
  /** Stage in the sales process. */
  | 'STAGE';

/** Filter of leads. A lead must meet every condition that is set. Without `stages` and `includeClosed`, leads in the closed stages (WON, LOST, REMOVED and MERGED) are left out. */
export type LeadFilter = {
  /** Leads whose company's name contains this text, in upper or lower case. `search` finds words faster. */
  company?: string | null | undefined;
  /** Leads from one of these countries, ISO 3166-1 alpha-2 codes such as AE; at most 100. */
  countries?: Array<string> | null | undefined;
  /** Leads created before this time. */
  createdBefore?: string | null | undefined;
  /** Leads created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Leads whose `crmScore` has one of these grades; overrides do not count. */
  grades?: Array<Grade> | null | undefined;
  /** true: leads whose score a person overrides now; false: the others. Default: both. */
  hasOverride?: boolean | null | undefined;
  /** Whether leads in the closed stages are included when `stages` is not set. Default: false. */
  includeClosed?: boolean | null | undefined;
  /** Leads in one of these industries, such as TRADING; at most 100. */
  industries?: Array<string> | null | undefined;
  /** Leads whose last interaction was before this time. */
  lastInteractionBefore?: string | null | undefined;
  /** Leads whose last interaction was at this time or later. */
  lastInteractionSince?: string | null | undefined;
  /** Leads that want one of these kinds of licence, such as FREE_ZONE_COMMERCIAL; at most 100. */
  licenceTypes?: Array<string> | null | undefined;
  /** Leads whose score has as many points or fewer, 1 to 99. */
  maximumPoints?: number | null | undefined;
  /** Leads whose score has this probability or less, 0 to 1. */
  maximumProbability?: number | null | undefined;
  /** Leads whose score has as many points or more, 1 to 99. */
  minimumPoints?: number | null | undefined;
  /** Leads whose score has this probability or more, 0 to 1. */
  minimumProbability?: number | null | undefined;
  /** Leads of one of these members of sales, at most 100. */
  owners?: Array<string> | null | undefined;
  /** Leads that have, for every word of this text, a word that begins with it, without regard to case and accents, in company, name, e-mail address or telephone number. A number is found from its first digit, with or without the country code, and by its last seven digits. Without the scope `leads:pii`, only the company's name is searched. At most 200 characters. */
  search?: string | null | undefined;
  /** Leads from one of these channels, such as GOOGLE_ADS; at most 100. */
  sources?: Array<string> | null | undefined;
  /** Leads in one of these stages, at most 100. Default: every open stage. */
  stages?: Array<LeadStage> | null | undefined;
  /** Leads whose score has one of these trends. */
  trends?: Array<Trend> | null | undefined;
  /** true: leads without a score; false: leads with one. Default: both. */
  unscored?: boolean | null | undefined;
  /** Leads whose fields changed at this time or later. */
  updatedSince?: string | null | undefined;
  /** true: leads without an interaction, beside those whose last one lies in the times that are set; false: leads with any interaction. Default: both. */
  withoutInteraction?: boolean | null | undefined;
  /** true: leads without an owner, beside those of `owners`; false: leads with any owner. Default: both. */
  withoutOwner?: boolean | null | undefined;
};

/** Order of a list of leads. Equal leads are ordered by their ids. */
export type LeadOrder =
  /** Scores that fell the most since a week first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'CHANGE_ASC'
  /** Scores that rose the most since a week first, by log-odds; see `CrmScore.weekChange`. Leads without a score count as unchanged. A lead whose place changes between two pages may be skipped or repeated. */
  | 'CHANGE_DESC'
  /** By the name of the company, from A to Z without regard to case and accents, leads without one last. A lead whose place changes between two pages may be skipped or repeated. */
  | 'COMPANY_ASC'
  /** By the name of the company, from Z to A, leads without one first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'COMPANY_DESC'
  /** Oldest first. No lead is skipped or repeated. */
  | 'CREATED_AT_ASC'
  /** Newest first. No lead is skipped or repeated. */
  | 'CREATED_AT_DESC'
  /** Leads without an interaction first, then those whose last one is the longest ago. A lead whose place changes between two pages may be skipped or repeated. */
  | 'LAST_INTERACTION_ASC'
  /** Latest interaction first, leads without one last. A lead whose place changes between two pages may be skipped or repeated. */
  | 'LAST_INTERACTION_DESC'
  /** Lowest probability first, after the leads without a score. All pages use the ranking of the time of the first page, so no lead is skipped or repeated while scores change. */
  | 'SCORE_ASC'
  /** Highest probability first, leads without a score last. All pages use the ranking of the time of the first page, so no lead is skipped or repeated while scores change. */
  | 'SCORE_DESC'
  /** The longest unchanged first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'UPDATED_AT_ASC'
  /** Last changed first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'UPDATED_AT_DESC';

/** Filter of scores. A score must meet every condition that is set. */
export type LeadScoredFilter = {
  /** Scores with one of these grades. */
  grades?: Array<Grade> | null | undefined;
  /** Scores of these leads, at most 1,000 ids. */
  leadIds?: Array<string | number> | null | undefined;
  /** Scores with this probability or more, 0 to 1. */
  minimumProbability?: number | null | undefined;
  /** Scores by versions of this model. */
  model?: string | null | undefined;
};

/** Stage of a lead in the sales process. */
export type LeadStage =
  /** Sales has spoken or written to the lead. */
  | 'CONTACTED'
  /** The lead was lost. Set when its outcome is recorded. */
  | 'LOST'
  /** The lead was joined into another lead, see `mergedInto`. */
  | 'MERGED'
  /** Sales has not contacted the lead yet. */
  | 'NEW'
  /** The lead has received a quote. */
  | 'PROPOSAL'
  /** The lead needs a licence or premises and can pay for it. */
  | 'QUALIFIED'
  /** The lead was deleted in the CRM, or its personal data were erased. */
  | 'REMOVED'
  /** The lead converted. Set when its outcome is recorded. */
  | 'WON';

/** Direction of a score, compared with the lead's previous score by the same model. */
export type Trend =
  /** The log-odds fell by 0.25 or more: the odds shrank by the factor 1.28 or more. */
  | 'FALLING'
  /** The first score of the lead: there is no previous one. */
  | 'NEW'
  /** The log-odds rose by 0.25 or more: the odds grew to 1.28 times or more. */
  | 'RISING'
  /** The log-odds, ln(p / (1 − p)), changed by less than 0.25. Probabilities within 0.0001 of 0, or of 1, count as equal. */
  | 'STEADY';

/** Change of a lead. Absent fields stay as they are, null clears a field. */
export type UpdateLeadInput = {
  /** Purpose of the licence, in words, at most 500 characters. */
  businessActivity?: string | null | undefined;
  /** Marketing campaign that brought the lead. */
  campaign?: string | null | undefined;
  /** Name of the company, at most 200 characters. */
  company?: string | null | undefined;
  /** Number of employees of the company, 0 or more. */
  companySize?: number | null | undefined;
  /** Country of the lead, ISO 3166-1 alpha-2 code such as AE. */
  country?: string | null | undefined;
  /** E-mail address of the contact. */
  email?: string | null | undefined;
  /** Emirate of the lead, such as DUBAI. */
  emirate?: string | null | undefined;
  /** Industry of the company, such as TRADING. */
  industry?: string | null | undefined;
  /** Kind of business licence that the lead wants, such as FREE_ZONE_COMMERCIAL. */
  licenceType?: string | null | undefined;
  /** Name of the contact, at most 200 characters. */
  name?: string | null | undefined;
  /** Nationality of the contact, ISO 3166-1 alpha-2 code such as AE. */
  nationality?: string | null | undefined;
  /** Member of sales who is responsible for the lead. */
  owner?: string | null | undefined;
  /** Telephone number of the contact, such as +971501234567. */
  phone?: string | null | undefined;
  /** Channel that brought the lead, such as GOOGLE_ADS. */
  source?: string | null | undefined;
  /** Open stage of the lead: NEW, CONTACTED, QUALIFIED or PROPOSAL. `recordOutcome` closes a lead. */
  stage?: LeadStage | null | undefined;
};

/** Change of one lead among many. */
export type UpdateLeadsItemInput = {
  /** `Lead.version` that the change is based on: another version is refused with LEAD_VERSION_CONFLICT. Default: any version. */
  expectedVersion?: number | null | undefined;
  /** Id of the lead. */
  id: string | number;
  /** Fields to change. */
  input: UpdateLeadInput;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { subject: string, scopes: Array<string> } | null };

export type QueueUpdateMutationVariables = Exact<{
  updates: Array<UpdateLeadsItemInput> | UpdateLeadsItemInput;
}>;


export type QueueUpdateMutation = { updateLeads: { results: Array<{ leadId: string, error: { code: string, message: string } | null }> } | null };

export type QueueScoreMutationVariables = Exact<{
  leadIds: Array<string | number> | string | number;
}>;


export type QueueScoreMutation = { scoreLeads: { results: Array<{ leadId: string, error: { code: string, message: string } | null }> } | null };

export type QueueCountQueryVariables = Exact<{
  filter: LeadFilter;
}>;


export type QueueCountQuery = { leads: { totalCount: number | null, totalCountIsExact: boolean | null, warnings: Array<string> | null } | null };

export type QueueFacetsQueryVariables = Exact<{
  filter: LeadFilter;
  fields: Array<LeadFacetField> | LeadFacetField;
}>;


export type QueueFacetsQuery = { leads: { facets: Array<{ field: LeadFacetField, isExact: boolean, values: Array<{ value: string | null, count: number }> }> | null } | null };

export type QueueWordsQueryVariables = Exact<{
  fields: Array<LeadFacetField> | LeadFacetField;
}>;


export type QueueWordsQuery = { leadVocabulary: { facets: Array<{ field: LeadFacetField, values: Array<{ value: string | null, count: number }> }> } | null };

export type QueueRowFragment = { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, scoreOverride: { grade: Grade } | null };

export type QueueLeadsQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
  first: number;
  after?: string | null | undefined;
  before?: string | null | undefined;
  personal: boolean;
}>;


export type QueueLeadsQuery = { leads: { edges: Array<{ cursor: string, node: { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, crmScore: { probability: number, points: number, grade: Grade, weekChange: number, scoredAt: string, modelVersion: string } | null, score: { trend: Trend, previousProbability: number | null, reasons: Array<{ contribution: number, sentence: string, feature: { name: string, number: number | null, text: string | null } }> | null } | null, scoreOverride: { grade: Grade } | null } }>, pageInfo: { hasNextPage: boolean } } | null };

export type QueueCursorsQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
  after?: string | null | undefined;
}>;


export type QueueCursorsQuery = { leads: { edges: Array<{ cursor: string }>, pageInfo: { hasNextPage: boolean } } | null };

export type QueueHeadQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
}>;


export type QueueHeadQuery = { leads: { edges: Array<{ node: { id: string } }> } | null };

export type QueueScoresSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  leadIds: Array<string | number> | string | number;
}>;


export type QueueScoresSubscription = { leadScored: { cursor: string, model: string, version: number, probability: number, points: number, grade: Grade, trend: Trend, previousProbability: number | null, scoredAt: string, lead: { id: string } | null } | null };

export type QueueChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  leadIds: Array<string | number> | string | number;
  personal: boolean;
}>;


export type QueueChangesSubscription = { leadChanged: { cursor: string, lead: { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, scoreOverride: { grade: Grade } | null } | null } | null };

export type QueueScoresBeyondSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter: LeadScoredFilter;
}>;


export type QueueScoresBeyondSubscription = { leadScored: { cursor: string } | null };

export type QueueChangesBeyondSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type QueueChangesBeyondSubscription = { leadChanged: { cursor: string } | null };

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
export const QueueRowFragmentDoc = new TypedDocumentString(`
    fragment QueueRow on Lead {
  id
  version
  name @include(if: $personal)
  company
  stage
  owner
  industry
  country
  source
  licenceType
  createdAt
  lastInteractionAt
  scoreOverride {
    grade
  }
}
    `, {"fragmentName":"QueueRow"}) as unknown as TypedDocumentString<QueueRowFragment, unknown>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const QueueUpdateDocument = {"__meta__":{"hash":"sha256:4c124195bdb704daec2482c6dffa2927da3f1f04b2ba87d2b86fae67ad0a1fc0"}} as unknown as TypedDocumentString<QueueUpdateMutation, QueueUpdateMutationVariables>;
export const QueueScoreDocument = {"__meta__":{"hash":"sha256:7317ed7a1bc5e5466a51081de8c0db96137a3a129d1ec16ca0e20415ef3ece1b"}} as unknown as TypedDocumentString<QueueScoreMutation, QueueScoreMutationVariables>;
export const QueueCountDocument = {"__meta__":{"hash":"sha256:058a7a6e6bc2819670afad2f6b7cd0e25444c45b4ca199bf799cd023822f2e05"}} as unknown as TypedDocumentString<QueueCountQuery, QueueCountQueryVariables>;
export const QueueFacetsDocument = {"__meta__":{"hash":"sha256:ef90920e2b812b94b492b791aaa5860e4448ff1e83d5552ed1d956800bf78e6d"}} as unknown as TypedDocumentString<QueueFacetsQuery, QueueFacetsQueryVariables>;
export const QueueWordsDocument = {"__meta__":{"hash":"sha256:4705bceb456b91b98bb997c24dec908423bae6681e9df016ac1f108f42ccb4d9"}} as unknown as TypedDocumentString<QueueWordsQuery, QueueWordsQueryVariables>;
export const QueueLeadsDocument = {"__meta__":{"hash":"sha256:68d26773bf856a282662b22171ec6dfb2d2e9e8e37881941163cf8d6814a63e6"}} as unknown as TypedDocumentString<QueueLeadsQuery, QueueLeadsQueryVariables>;
export const QueueCursorsDocument = {"__meta__":{"hash":"sha256:095272fa0b602ff95bce34efa4f44cf956d8c794716e7d2b6b8b842d4c153651"}} as unknown as TypedDocumentString<QueueCursorsQuery, QueueCursorsQueryVariables>;
export const QueueHeadDocument = {"__meta__":{"hash":"sha256:aaaed2c40d665992555e7c8ba4b41259426b13114b24f1d9f5c4669093b67477"}} as unknown as TypedDocumentString<QueueHeadQuery, QueueHeadQueryVariables>;
export const QueueScoresDocument = {"__meta__":{"hash":"sha256:e5b25c70acc43ae6584e8c6f24a34afa38577bcae10439ae4bd479e0344513bf"}} as unknown as TypedDocumentString<QueueScoresSubscription, QueueScoresSubscriptionVariables>;
export const QueueChangesDocument = {"__meta__":{"hash":"sha256:fd7ea1c82e97d370172cfd02551d48fd6e6f4f90a28860a539a8496842714818"}} as unknown as TypedDocumentString<QueueChangesSubscription, QueueChangesSubscriptionVariables>;
export const QueueScoresBeyondDocument = {"__meta__":{"hash":"sha256:bb98b1f8ae76b9703a8e66eaf22cbba780842762339023de8c9dfecfdc3e8c64"}} as unknown as TypedDocumentString<QueueScoresBeyondSubscription, QueueScoresBeyondSubscriptionVariables>;
export const QueueChangesBeyondDocument = {"__meta__":{"hash":"sha256:bb6fbf40f144dd95c1ea1fa5ad48001777fe19cabc434214cb40868df466327d"}} as unknown as TypedDocumentString<QueueChangesBeyondSubscription, QueueChangesBeyondSubscriptionVariables>;