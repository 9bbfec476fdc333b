import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { LeadChangeKind } from '../changes/change-store.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import { LeadOrder } from '../leads/lead-query.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';

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
  },
});

registerEnumType(LeadOrder, {
  name: 'LeadOrder',
  description: 'Order of a list of leads.',
  valuesConfig: {
    SCORE_DESC: {
      description:
        'Highest probability first, leads without a score last. All pages use the ranking of the time of the first page, ' +
        'so no lead is skipped or repeated while scores change.',
    },
    CREATED_AT_DESC: { description: 'Newest first.' },
    CREATED_AT_ASC: { description: 'Oldest first.' },
  },
});
