import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { TREND_BAND, TRENDS } from '../../../scoring/trend.ts';
import { LeadChangeKind } from '../changes/change-store.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import { LeadOrder } from '../leads/lead-order.ts';
import { Origin } from '../leads/origin.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';
import { ScoreOverrideEnd } from '../overrides/score-override.ts';

registerEnumType(LeadStage, {
  name: 'LeadStage',
  description: 'Stage of a lead in the sales process.',
  valuesConfig: {
    NEW: { description: 'Sales has not contacted the lead yet.' },
    CONTACTED: { description: 'Sales has spoken or written to the lead.' },
    QUALIFIED: { description: 'The lead needs a licence or premises and can pay for it.' },
    PROPOSAL: { description: 'The lead has received a quote.' },
    WON: { description: 'The lead converted. Set when its outcome is recorded.' },
    LOST: { description: 'The lead was lost. Set when its outcome is recorded.' },
    REMOVED: { description: 'The lead was deleted in the CRM, or its personal data were erased.' },
    MERGED: { description: 'The lead was joined into another lead, see `mergedInto`.' },
  },
});

registerEnumType(InteractionKind, {
  name: 'InteractionKind',
  description: 'Kind of interaction between a lead and the free zone.',
  valuesConfig: {
    WEBSITE_VISIT: {
      description: 'Visit to the website. `quantity` is the number of pages, `durationSeconds` the time on the site.',
    },
    FORM_SUBMITTED: {
      description: 'The lead submitted a web form. `durationSeconds` is the time taken to fill it in.',
    },
    EMAIL_SENT: { description: 'An e-mail was sent to the lead.' },
    EMAIL_OPENED: { description: 'The lead opened an e-mail.' },
    EMAIL_CLICKED: { description: 'The lead clicked a link in an e-mail.' },
    CALL: { description: 'Telephone call. `durationSeconds` is 0 for a call that was not answered.' },
    MEETING: { description: 'Meeting, in person or online.' },
    WHATSAPP: { description: 'WhatsApp message, from or to the lead.' },
    QUOTE_SENT: { description: 'A quote was sent to the lead.' },
  },
});

registerEnumType(OutcomeResult, {
  name: 'OutcomeResult',
  description: 'Result of a lead.',
  valuesConfig: {
    CONVERTED: { description: 'The lead bought a licence or premises.' },
    LOST: { description: 'The lead did not buy.' },
  },
});

registerEnumType(Origin, {
  name: 'Origin',
  description: 'Channel that a fact came by.',
  valuesConfig: {
    FORM: { description: 'A web form.' },
    API: { description: 'The API, with an access token.' },
    IMPORT: { description: 'An imported file.' },
    CRM: { description: "The CRM's database." },
    DEMO: { description: 'Demo data.' },
    UNKNOWN: { description: 'Recorded before channels were.' },
  },
});

registerEnumType(Grade, {
  name: 'Grade',
  description: "Grade of a lead, from A (best) to D, by the limits of its model's grade policy.",
  valuesConfig: {
    A: { description: 'Most likely to convert: contact these leads first.' },
    B: { description: 'Likely to convert.' },
    C: { description: 'May convert.' },
    D: { description: 'Unlikely to convert.' },
  },
});

registerEnumType(LeadChangeKind, {
  name: 'LeadChangeKind',
  description: 'Kind of change of a lead.',
  valuesConfig: {
    SUBMITTED: { description: 'The lead was stored for the first time.' },
    UPDATED: { description: 'Fields of the lead changed.' },
    INTERACTIONS_RECORDED: { description: 'One or more interactions with the lead were recorded.' },
    OUTCOME_RECORDED: { description: 'The outcome of the lead was recorded, which set its stage.' },
    SCORE_OVERRIDDEN: { description: 'A person gave the lead a grade in place of the one of the model.' },
    SCORE_OVERRIDE_ENDED: {
      description: 'The override of the lead ended: a person ended it, it expired, or the lead was closed.',
    },
    MERGED: { description: 'The lead was merged into another one, or another one into it.' },
    MERGE_UNDONE: { description: 'A merge of the lead was undone, whether it was merged or the survivor.' },
    ERASED: { description: 'The person was erased: the lead has another id, and no personal data.' },
  },
});

const SNAPSHOT =
  'All pages use the ranking of the time of the first page, so no lead is skipped or repeated while scores change.';
const LIVE = 'A lead whose place changes between two pages may be skipped or repeated.';

registerEnumType(LeadOrder, {
  name: 'LeadOrder',
  description: 'Order of a list of leads. Equal leads are ordered by their ids.',
  valuesConfig: {
    SCORE_DESC: { description: `Highest probability first, leads without a score last. ${SNAPSHOT}` },
    SCORE_ASC: { description: `Lowest probability first, after the leads without a score. ${SNAPSHOT}` },
    CHANGE_DESC: {
      description: `Scores that rose the most since a week first, by log-odds; see \`CrmScore.weekChange\`. Leads without a score count as unchanged. ${LIVE}`,
    },
    CHANGE_ASC: { description: `Scores that fell the most since a week first. ${LIVE}` },
    LAST_INTERACTION_DESC: { description: `Latest interaction first, leads without one last. ${LIVE}` },
    LAST_INTERACTION_ASC: {
      description: `Leads without an interaction first, then those whose last one is the longest ago. ${LIVE}`,
    },
    CREATED_AT_DESC: { description: 'Newest first. No lead is skipped or repeated.' },
    CREATED_AT_ASC: { description: 'Oldest first. No lead is skipped or repeated.' },
    UPDATED_AT_DESC: { description: `Last changed first. ${LIVE}` },
    UPDATED_AT_ASC: { description: `The longest unchanged first. ${LIVE}` },
    COMPANY_ASC: {
      description: `By the name of the company, from A to Z without regard to case and accents, leads without one last. ${LIVE}`,
    },
    COMPANY_DESC: { description: `By the name of the company, from Z to A, leads without one first. ${LIVE}` },
  },
});

registerEnumType(TRENDS, {
  name: 'Trend',
  description: "Direction of a score, compared with the lead's previous score by the same model.",
  valuesConfig: {
    NEW: { description: 'The first score of the lead: there is no previous one.' },
    RISING: { description: `The log-odds rose by ${TREND_BAND} or more.` },
    STEADY: { description: `The log-odds changed by less than ${TREND_BAND}.` },
    FALLING: { description: `The log-odds fell by ${TREND_BAND} or more.` },
  },
});

export { TRENDS };

registerEnumType(ScoreOverrideEnd, {
  name: 'ScoreOverrideEnd',
  description: 'Cause of the end of an override.',
  valuesConfig: {
    EXPIRED: { description: 'Its time was over.' },
    ENDED: { description: 'A person ended it.' },
    REPLACED: { description: 'A person gave the lead another grade.' },
    CLOSED: { description: 'The lead was closed.' },
  },
});
