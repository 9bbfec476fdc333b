/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Origin of the leads that stand for unknown features. */
export type BackgroundSource =
  /** The newest recorded scores of the model, since the version has no reference window. */
  | 'RECORDED_SCORES'
  /** The sample that the model version was registered with. */
  | 'REFERENCE_WINDOW';

/** Contact detail that two leads share, however each of them is written. */
export type ContactKind =
  /** Their e-mail addresses are of one mailbox. */
  | 'EMAIL'
  /** Their telephone numbers are of one line. */
  | 'PHONE';

/** State of the delivery of a score to the CRM. */
export type CrmDeliveryState =
  /** The CRM has it, or a newer one. */
  | 'DELIVERED'
  /** It was refused too often, and is sent again by `retryDelivery` only. */
  | 'FAILED'
  /** It waits for its turn or its reasons, or is sent again later. */
  | 'PENDING'
  /** A newer one of the lead followed before it was delivered. */
  | 'SUPERSEDED';

/** Target of the scores that are written back. */
export type CrmTarget =
  /** The table of the CRM's database that the mapping names. */
  | 'DATABASE'
  /** The receiver at CRM_WEBHOOK_URL. */
  | 'WEBHOOK';

/** Person to erase. */
export type EraseLeadInput = {
  /** Id of a lead of the person. */
  leadId: string | number;
  /** Reason in words, 1 to 1,000 characters, without personal data: it is kept with the erasure and in the audit log. */
  reason: string;
};

/** Method by which the contributions of features were computed. All are Shapley values. */
export type ExplanationMethod =
  /** Exact, for a linear model: the difference from the mean of the background. */
  | 'LINEAR'
  /** Sampled by permutations, for any other model; see standardError. */
  | 'PERMUTATION'
  /** Exact, for an ensemble of trees: path-dependent SHAP values. */
  | 'TREES';

/** Features of a lead, all optional. Numbers are finite, 0 or more. A feature that is null or absent is not set by the request. */
export type FeatureInput = {
  /** Seconds on the phone with the lead. In seconds. */
  callTime?: number | null | undefined;
  /** Calls that reached the lead. In calls. */
  callsConnected?: number | null | undefined;
  /** Employees of the company behind the lead. In employees. */
  companySize?: number | null | undefined;
  /** Country the lead comes from, ISO 3166-1 alpha-2. */
  country?: string | null | undefined;
  /** Creation time of the lead, as an alternative to leadAge. Not in the future. */
  createdAt?: string | null | undefined;
  /** Days since the latest interaction. In days. */
  daysSinceInteraction?: number | null | undefined;
  /** Links in e-mails clicked. In clicks. */
  emailClicks?: number | null | undefined;
  /** E-mails opened. In e-mails. */
  emailOpens?: number | null | undefined;
  /** Seconds taken to fill in a web form, the longest when there were several. In seconds. */
  formCompletionTime?: number | null | undefined;
  /** Industry of the company, such as TRADING or LOGISTICS. */
  industry?: string | null | undefined;
  /** Interactions of any kind within the last seven days. In interactions. */
  interactions7d?: number | null | undefined;
  /** Days since the lead was created. In days. */
  leadAge?: number | null | undefined;
  /** Kind of business licence the lead asks for. */
  licenceType?: string | null | undefined;
  /** Meetings held. In meetings. */
  meetings?: number | null | undefined;
  /** Pages seen over all website visits. In pages. */
  pageViews?: number | null | undefined;
  /** Channel that brought the lead, such as GOOGLE_ADS or PARTNER. */
  referralSource?: string | null | undefined;
  /** Seconds spent on the website. In seconds. */
  timeOnSite?: number | null | undefined;
  /** Website visits. In visits. */
  websiteVisits?: number | null | undefined;
};

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

/** Interaction to record. */
export type InteractionInput = {
  /** Duration in seconds, 0 or more. */
  durationSeconds?: number | null | undefined;
  /** Id of the interaction, unique within the lead, 1 to 200 characters. An interaction with a known id is not recorded again. Default: a generated id. */
  id?: string | number | null | undefined;
  /** Kind of interaction. */
  kind: InteractionKind;
  /** Note, at most 2,000 characters. */
  note?: string | null | undefined;
  /** Time of the interaction, not in the future. */
  occurredAt: string;
  /** Number of pages of a website visit, 0 or more. */
  quantity?: number | null | undefined;
};

/** Kind of interaction between a lead and the free zone. */
export type InteractionKind =
  /** Telephone call. `durationSeconds` is 0 for a call that was not answered. */
  | 'CALL'
  /** The lead clicked a link in an e-mail. */
  | 'EMAIL_CLICKED'
  /** The lead opened an e-mail. */
  | 'EMAIL_OPENED'
  /** An e-mail was sent to the lead. */
  | 'EMAIL_SENT'
  /** The lead submitted a web form. `durationSeconds` is the time taken to fill it in. */
  | 'FORM_SUBMITTED'
  /** Meeting, in person or online. */
  | 'MEETING'
  /** A quote was sent to the lead. */
  | 'QUOTE_SENT'
  /** Visit to the website. `quantity` is the number of pages, `durationSeconds` the time on the site. */
  | 'WEBSITE_VISIT'
  /** WhatsApp message, from or to the lead. */
  | 'WHATSAPP';

/** Kind of change of a lead. */
export type LeadChangeKind =
  /** The person was erased: the lead has another id, and no personal data. */
  | 'ERASED'
  /** One or more interactions with the lead were recorded. */
  | 'INTERACTIONS_RECORDED'
  /** The lead was merged into another one, or another one into it. */
  | 'MERGED'
  /** A merge of the lead was undone, whether it was merged or the survivor. */
  | 'MERGE_UNDONE'
  /** The outcome of the lead was recorded, which set its stage. */
  | 'OUTCOME_RECORDED'
  /** A person gave the lead a grade in place of the one of the model. */
  | 'SCORE_OVERRIDDEN'
  /** The override of the lead ended: a person ended it, it expired, or the lead was closed. */
  | 'SCORE_OVERRIDE_ENDED'
  /** The lead was stored for the first time. */
  | 'SUBMITTED'
  /** Fields of the lead changed. */
  | 'UPDATED';

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

/** Field of a lead, such as COMPANY_SIZE for `companySize`. */
export type LeadField =
  | 'BUSINESS_ACTIVITY'
  | 'CAMPAIGN'
  | 'COMPANY'
  | 'COMPANY_SIZE'
  | 'COUNTRY'
  | 'EMAIL'
  | 'EMIRATE'
  | 'INDUSTRY'
  | 'LICENCE_TYPE'
  | 'NAME'
  | 'NATIONALITY'
  | 'OWNER'
  | 'PHONE'
  | 'SOURCE';

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

/** Leads to merge. */
export type MergeLeadsInput = {
  /** Ids of the leads to merge into it, 1 to 20. */
  duplicateIds: Array<string | number>;
  /** Fields that the survivor takes from the first of the duplicates that has a value, where it has none itself. Default: none. */
  fields?: Array<LeadField> | null | undefined;
  /** Id of the survivor: the lead that stands for all of them afterwards. */
  leadId: string | number;
  /** Reason in words, 1 to 1,000 characters; stored with the merge and in the audit log. */
  reason: string;
};

/** Channel that a fact came by. */
export type Origin =
  /** The API, with an access token. */
  | 'API'
  /** The CRM's database. */
  | 'CRM'
  /** Demo data. */
  | 'DEMO'
  /** A web form. */
  | 'FORM'
  /** An imported file. */
  | 'IMPORT'
  /** Recorded before channels were. */
  | 'UNKNOWN';

/** Outcome of a lead. */
export type OutcomeInput = {
  /** Time of the decision, not in the future and not before the creation of the lead. Default: now. */
  occurredAt?: string | null | undefined;
  /** Reason of the result, at most 2,000 characters. */
  reason?: string | null | undefined;
  /** Result: converted or lost. */
  result: OutcomeResult;
  /** Revenue in AED, 0 or more. Only for CONVERTED. */
  revenue?: number | null | undefined;
};

/** Result of a lead. */
export type OutcomeResult =
  /** The lead bought a licence or premises. */
  | 'CONVERTED'
  /** The lead did not buy. */
  | 'LOST';

/** Event that led to a score. Scores of SWEEP, BATCH and BACKTEST count neither as traffic nor in drift. */
export type ScoreCause =
  /** A backtest scored the lead as of a time in the past. */
  | 'BACKTEST'
  /** A batch scored many leads, such as a backlog after an import. */
  | 'BATCH'
  /** The lead was created, changed, or got an interaction. */
  | 'LEAD_CHANGED'
  /** A client asked for the score. */
  | 'REQUESTED'
  /** The previous score was old, or by an earlier version. */
  | 'SWEEP';

/** Kind of a part of the difference between two scores. */
export type ScoreChangeKind =
  /** The value changed by the passing of time only: the age of the lead, the time since its latest interaction, or interactions that are older than seven days now. */
  | 'AGE'
  /** The calibration of the model changed. */
  | 'CALIBRATION'
  /** The feature's value changed. */
  | 'FEATURE'
  /** The value stayed, and its contribution moved with the values of others. */
  | 'INTERPLAY'
  /** Another version of the model computed the score. */
  | 'MODEL_VERSION'
  /** Rounding within the model file, some millionths. */
  | 'ROUNDING';

/** Cause of the end of an override. */
export type ScoreOverrideEnd =
  /** The lead was closed. */
  | 'CLOSED'
  /** A person ended it. */
  | 'ENDED'
  /** Its time was over. */
  | 'EXPIRED'
  /** A person gave the lead another grade. */
  | 'REPLACED';

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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { subject: string, scopes: Array<string> } | null };

export type LeadUpdateMutationVariables = Exact<{
  id: string | number;
  input: UpdateLeadInput;
  expectedVersion: number;
}>;


export type LeadUpdateMutation = { updateLead: { leadId: string } | null };

export type LeadOverrideMutationVariables = Exact<{
  id: string | number;
  grade: Grade;
  reason: string;
  expiresAt: string;
}>;


export type LeadOverrideMutation = { overrideScore: { leadId: string } | null };

export type LeadEndOverrideMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type LeadEndOverrideMutation = { endScoreOverride: { leadId: string } | null };

export type LeadRecordInteractionsMutationVariables = Exact<{
  id: string | number;
  interactions: Array<InteractionInput> | InteractionInput;
}>;


export type LeadRecordInteractionsMutation = { recordInteractions: { leadId: string, recorded: number } | null };

export type LeadRecordOutcomeMutationVariables = Exact<{
  id: string | number;
  outcome: OutcomeInput;
}>;


export type LeadRecordOutcomeMutation = { recordOutcome: { leadId: string } | null };

export type LeadScoreNowMutationVariables = Exact<{
  id: string | number;
  idempotencyKey: string;
}>;


export type LeadScoreNowMutation = { scoreLead: { score: { id: string, probability: number, grade: Grade } } | null };

export type LeadDuplicatesQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
}>;


export type LeadDuplicatesQuery = { lead: { id: string, duplicates: Array<{ matchedBy: Array<ContactKind>, lead: { id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null, crmScore: { probability: number, grade: Grade } | null } }> | null, merges: { edges: Array<{ node: { id: string, leadId: string, fields: Array<LeadField>, mergedAt: string, actor: string, reason?: string | null, undoneAt: string | null } }> } | null } | null };

export type LeadMergeDuplicatesMutationVariables = Exact<{
  input: MergeLeadsInput;
}>;


export type LeadMergeDuplicatesMutation = { mergeLeads: { leadId: string, merges: Array<{ id: string }> } | null };

export type LeadUndoMergeMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type LeadUndoMergeMutation = { undoMerge: { merge: { id: string } } | null };

export type LeadExplanationQueryVariables = Exact<{
  id: string | number;
}>;


export type LeadExplanationQuery = { lead: { id: string, score: { id: string, probability: number, explanation: { method: ExplanationMethod, isExact: boolean, inexactBecause: string | null, baseValue: number, margin: number, background: { source: BackgroundSource, rows: number }, contributions: Array<{ contribution: number, standardError: number, sentence: string, feature: { name: string, description: string, unit: string | null, number: number | null, text: string | null }, observed: { leads: number, converted: number, ratio: number | null } | null }> } | null, change: { difference: number, probabilityDifference: number, from: { id: string, probability: number, version: number, scoredAt: string }, parts: Array<{ kind: ScoreChangeKind, contribution: number, sentence: string, feature: { name: string, unit: string | null, number: number | null, text: string | null } | null, before: { name: string, unit: string | null, number: number | null, text: string | null } | null }> } | null } | null } | null };

export type LeadHistoryQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadHistoryQuery = { lead: { id: string, scoreHistory: { nodes: Array<{ id: string, model: string, version: number, probability: number, scoredAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadGradeLimitsQueryVariables = Exact<{
  model: string;
}>;


export type LeadGradeLimitsQuery = { model: { id: string, gradePolicy: { name: string, limits: { a: number, b: number, c: number } } } | null };

export type LeadPageQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
}>;


export type LeadPageQuery = { lead: { effectiveGrade: Grade | null, id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null, scoreOverride: { id: string, grade: Grade, actor: string, reason?: string | null, createdAt: string, expiresAt: string } | null, outcome: { result: OutcomeResult, occurredAt: string, revenue: number | null, reason?: string | null } | null, mergedInto: { id: string, company: string | null, name?: string | null } | null, crmDeliveries: { edges: Array<{ node: { id: string, target: CrmTarget, state: CrmDeliveryState, grade: Grade, attempts: number, dueAt: string | null, errorCode: string | null, error: string | null, changedAt: string } }> } | null, score: { id: string, model: string, version: number, probability: number, points: number, grade: Grade, gradePolicy: string, cause: ScoreCause, scoredAt: string, trend: Trend, previousProbability: number | null, isMonitored: boolean, features: Array<{ name: string, number: number | null, text: string | null }> } | null } | null };

export type LeadFactsFragment = { id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null };

export type LeadChangesSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadChangesSubscription = { leadChanged: { kind: LeadChangeKind, cursor: string } | null };

export type LeadScoresSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadScoresSubscription = { leadScored: { cursor: string } | null };

export type LeadConsentsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadConsentsQuery = { lead: { id: string, consents: { edges: Array<{ node: { id: string, purpose: string, textVersion: string, givenAt: string, origin: Origin, subject: string, withdrawnAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadExportQueryVariables = Exact<{
  id: string | number;
}>;


export type LeadExportQuery = { exportPerson: { leadId: string, leadIds: Array<string>, exportedAt: string, truncatedSections: Array<string>, data: unknown } | null };

export type LeadWithdrawConsentMutationVariables = Exact<{
  id: string | number;
  purpose: string;
}>;


export type LeadWithdrawConsentMutation = { withdrawConsent: { leadId: string, withdrawn: number } | null };

export type LeadEraseMutationVariables = Exact<{
  input: EraseLeadInput;
}>;


export type LeadEraseMutation = { eraseLead: { leadId: string, erasure: { id: string } } | null };

export type LeadInteractionsQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
  after?: string | null | undefined;
}>;


export type LeadInteractionsQuery = { lead: { id: string, interactions: { edges: Array<{ node: { id: string, kind: InteractionKind, occurredAt: string, durationSeconds: number | null, quantity: number | null, note?: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadEventsQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
}>;


export type LeadEventsQuery = { lead: { id: string, createdAt: string, source: string | null, outcome: { result: OutcomeResult, occurredAt: string, revenue: number | null, reason?: string | null } | null, scoreOverrides: { edges: Array<{ node: { id: string, grade: Grade, actor: string, reason?: string | null, createdAt: string, expiresAt: string, endedAt: string | null, endCause: ScoreOverrideEnd | null, endActor: string | null, endReason?: string | null } }> } | null, merges: { edges: Array<{ node: { id: string, leadId: string, mergedAt: string, actor: string, reason?: string | null, undoneAt: string | null, undoneBy: string | null, undoReason?: string | null } }> } | null } | null };

export type LeadWordsQueryVariables = Exact<{ [key: string]: never; }>;


export type LeadWordsQuery = { leadVocabulary: { facets: Array<{ field: LeadFacetField, values: Array<{ value: string | null }> }> } | null };

export type LeadWhatIfQueryVariables = Exact<{
  id: string | number;
  features: FeatureInput;
}>;


export type LeadWhatIfQuery = { whatIf: { difference: number, probabilityDifference: number, modelVersion: { id: string, version: number } | null, score: { probability: number, points: number, grade: Grade }, current: { probability: number, points: number, grade: Grade, features: Array<{ name: string, description: string, unit: string | null, number: number | null, text: string | null }> }, parts: Array<{ kind: ScoreChangeKind, contribution: number, sentence: string, feature: { name: string, unit: string | null, number: number | null, text: string | null } | null, before: { name: string, unit: string | null, number: number | null, text: string | null } | null }> | null } | null };

export type LeadFeatureRangesQueryVariables = Exact<{
  model: string;
  from: string;
}>;


export type LeadFeatureRangesQuery = { featureStatistics: { version: number, features: Array<{ feature: string, least: number | null, most: number | null, quantiles: Array<{ share: number, value: number }> | null }> } | null };

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
export const LeadFactsFragmentDoc = new TypedDocumentString(`
    fragment LeadFacts on Lead {
  id
  version
  createdAt
  updatedAt
  lastInteractionAt
  stage
  owner
  name @include(if: $pii)
  email @include(if: $pii)
  phone @include(if: $pii)
  company
  companySize
  industry
  country
  nationality
  emirate
  source
  campaign
  licenceType
  businessActivity
}
    `, {"fragmentName":"LeadFacts"}) as unknown as TypedDocumentString<LeadFactsFragment, unknown>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const LeadUpdateDocument = {"__meta__":{"hash":"sha256:85ca73c4c11a546f116a66d0d72edf1bfb5d4056de8cdbdfe9095ea94bf7aee1"}} as unknown as TypedDocumentString<LeadUpdateMutation, LeadUpdateMutationVariables>;
export const LeadOverrideDocument = {"__meta__":{"hash":"sha256:8f726dc0f9742a6e3ef66bc44f3609cc2bf48c96a91b9e1ad77bd374d0ecb600"}} as unknown as TypedDocumentString<LeadOverrideMutation, LeadOverrideMutationVariables>;
export const LeadEndOverrideDocument = {"__meta__":{"hash":"sha256:a424a921b50adf7d14e38ef9afac9a06040c9ad9c501fa76c66ad638a80a86fc"}} as unknown as TypedDocumentString<LeadEndOverrideMutation, LeadEndOverrideMutationVariables>;
export const LeadRecordInteractionsDocument = {"__meta__":{"hash":"sha256:d9545a82028567fad94365a98efd462bec8255ec93f170e32a8163d9966fd071"}} as unknown as TypedDocumentString<LeadRecordInteractionsMutation, LeadRecordInteractionsMutationVariables>;
export const LeadRecordOutcomeDocument = {"__meta__":{"hash":"sha256:31a0009718ea711da41f88623f43229e66daf5fffc45e48c09a2143f83a9f6e2"}} as unknown as TypedDocumentString<LeadRecordOutcomeMutation, LeadRecordOutcomeMutationVariables>;
export const LeadScoreNowDocument = {"__meta__":{"hash":"sha256:54ca25b714eaf70fd054757c3991b5adba4c88102602846352eb41dd667b0d2f"}} as unknown as TypedDocumentString<LeadScoreNowMutation, LeadScoreNowMutationVariables>;
export const LeadDuplicatesDocument = {"__meta__":{"hash":"sha256:43cbeb8cb18db17a9432182c9b6675cb9770149fd5a098ea1fda4ca1de309813"}} as unknown as TypedDocumentString<LeadDuplicatesQuery, LeadDuplicatesQueryVariables>;
export const LeadMergeDuplicatesDocument = {"__meta__":{"hash":"sha256:4e225973454c5ba7eb5ce62b97d412a0042f9cf79220ecd991f6cd8e5dc4af39"}} as unknown as TypedDocumentString<LeadMergeDuplicatesMutation, LeadMergeDuplicatesMutationVariables>;
export const LeadUndoMergeDocument = {"__meta__":{"hash":"sha256:dc05642ed2655b6df9d130505e6ecc681e92373a579b2110b673002f6df955fd"}} as unknown as TypedDocumentString<LeadUndoMergeMutation, LeadUndoMergeMutationVariables>;
export const LeadExplanationDocument = {"__meta__":{"hash":"sha256:3cc6f88ae661d250bcfe8d47bdb255316dcb564054dce666b20643e10f611683"}} as unknown as TypedDocumentString<LeadExplanationQuery, LeadExplanationQueryVariables>;
export const LeadHistoryDocument = {"__meta__":{"hash":"sha256:1fc00f5be4db1e9d1c71bfa7564a398c5c9d9dff32cf63d76c981efe811f4d34"}} as unknown as TypedDocumentString<LeadHistoryQuery, LeadHistoryQueryVariables>;
export const LeadGradeLimitsDocument = {"__meta__":{"hash":"sha256:7372e655a971772fa26e9dd173e5a3ac518af963eae796bfd4f6182211a08235"}} as unknown as TypedDocumentString<LeadGradeLimitsQuery, LeadGradeLimitsQueryVariables>;
export const LeadPageDocument = {"__meta__":{"hash":"sha256:3b03e4123e3eab988f17029868089ec9edf743a854f49e6207a308ee6a90a55b"}} as unknown as TypedDocumentString<LeadPageQuery, LeadPageQueryVariables>;
export const LeadChangesDocument = {"__meta__":{"hash":"sha256:91e59e233d2bc7891bee0953dd03364aaeaf1b4b1da47d74e1becd0293cbed54"}} as unknown as TypedDocumentString<LeadChangesSubscription, LeadChangesSubscriptionVariables>;
export const LeadScoresDocument = {"__meta__":{"hash":"sha256:1e747bc7a12adf56ec82547dfed4774f2f30e7fb3bd713ed4943b435747a780b"}} as unknown as TypedDocumentString<LeadScoresSubscription, LeadScoresSubscriptionVariables>;
export const LeadConsentsDocument = {"__meta__":{"hash":"sha256:7ccf2e542b54ca30ae949306151826f90c7035ded6df3988632c16208e127983"}} as unknown as TypedDocumentString<LeadConsentsQuery, LeadConsentsQueryVariables>;
export const LeadExportDocument = {"__meta__":{"hash":"sha256:59c14950d857cc72c67ec921dcdd3bcea910036aeb88db3daefa861e67110e7d"}} as unknown as TypedDocumentString<LeadExportQuery, LeadExportQueryVariables>;
export const LeadWithdrawConsentDocument = {"__meta__":{"hash":"sha256:f01ec33e4361cd16dc16aa140b1d28ec198ec91fb53409fe474976aef74bb6d6"}} as unknown as TypedDocumentString<LeadWithdrawConsentMutation, LeadWithdrawConsentMutationVariables>;
export const LeadEraseDocument = {"__meta__":{"hash":"sha256:2db077d487d4815ff3a1890cb11e6fe00ac83513af814d59e709ad2b143deb50"}} as unknown as TypedDocumentString<LeadEraseMutation, LeadEraseMutationVariables>;
export const LeadInteractionsDocument = {"__meta__":{"hash":"sha256:b6e9557b31216b7b68f6b1a1b6a5a8a808f3e706ce9cfcd8aeb820e0bacfd342"}} as unknown as TypedDocumentString<LeadInteractionsQuery, LeadInteractionsQueryVariables>;
export const LeadEventsDocument = {"__meta__":{"hash":"sha256:4b01c666d1a04c42b803c0fe7054a70bc3c56dcdb49616e6ff1837df79905092"}} as unknown as TypedDocumentString<LeadEventsQuery, LeadEventsQueryVariables>;
export const LeadWordsDocument = {"__meta__":{"hash":"sha256:8ab6877fa93e02c7d2a63480581dd1b4bed211db21014e68bbe370c8661a8c92"}} as unknown as TypedDocumentString<LeadWordsQuery, LeadWordsQueryVariables>;
export const LeadWhatIfDocument = {"__meta__":{"hash":"sha256:8787713ef9f386caff2e783ea2eec5e223af37479453c3e4634cbadf781e0cf7"}} as unknown as TypedDocumentString<LeadWhatIfQuery, LeadWhatIfQueryVariables>;
export const LeadFeatureRangesDocument = {"__meta__":{"hash":"sha256:98dbd3c09f3d1500a7edd03124afaffb3ebad30c96b58864a3785604f48834e0"}} as unknown as TypedDocumentString<LeadFeatureRangesQuery, LeadFeatureRangesQueryVariables>;