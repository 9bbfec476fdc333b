import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { LeadChangeKind } from '../changes/change-store.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import { LeadOrder } from '../leads/lead-query.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';

registerEnumType(LeadStage, {
  name: 'LeadStage',
  description: 'Where a lead stands in the sales process.',
  valuesConfig: {
    NEW: { description: 'Nobody has contacted the lead yet.' },
    CONTACTED: { description: 'Sales has spoken or written to the lead.' },
    QUALIFIED: { description: 'The lead needs a licence or premises and can pay for it.' },
    PROPOSAL: { description: 'A quote lies with the lead.' },
    WON: { description: 'The lead converted; set by its outcome.' },
    LOST: { description: 'The lead was lost; set by its outcome.' },
  },
});

registerEnumType(InteractionKind, {
  name: 'InteractionKind',
  description: 'What happened between a lead and the free zone.',
  valuesConfig: {
    WEBSITE_VISIT: {
      description: 'A visit to the website; `quantity` counts its pages, the duration the time on site.',
    },
    FORM_SUBMITTED: { description: 'A web form was sent; the duration is the time taken to fill it in.' },
    EMAIL_SENT: { description: 'An e-mail went to the lead.' },
    EMAIL_OPENED: { description: 'The lead opened an e-mail.' },
    EMAIL_CLICKED: { description: 'The lead clicked a link in an e-mail.' },
    CALL: { description: 'A call; a duration of 0 is one that nobody answered.' },
    MEETING: { description: 'A meeting, in person or online.' },
    WHATSAPP: { description: 'A WhatsApp message, either way.' },
    QUOTE_SENT: { description: 'A quote went to the lead.' },
  },
});

registerEnumType(OutcomeResult, {
  name: 'OutcomeResult',
  description: 'How a lead ended.',
  valuesConfig: {
    CONVERTED: { description: 'The lead bought a licence or premises.' },
    LOST: { description: 'The lead did not buy.' },
  },
});

registerEnumType(Grade, {
  name: 'Grade',
  description: 'How promising a scored lead is, by absolute cut-points of the probability.',
  valuesConfig: {
    A: { description: 'The most promising.' },
    B: { description: 'Promising.' },
    C: { description: 'Worth a try.' },
    D: { description: 'Unlikely to convert.' },
  },
});

registerEnumType(LeadChangeKind, {
  name: 'LeadChangeKind',
  description: 'What can happen to a lead.',
  valuesConfig: {
    SUBMITTED: { description: 'It was stored for the first time.' },
    UPDATED: { description: 'Something known of it changed.' },
    INTERACTIONS_RECORDED: { description: 'Interactions with it were recorded, one or many at once.' },
    OUTCOME_RECORDED: { description: 'How it ended was recorded, and its stage set by that.' },
  },
});

registerEnumType(LeadOrder, {
  name: 'LeadOrder',
  description: 'In which order leads are listed.',
  valuesConfig: {
    SCORE_DESC: {
      description:
        'Most likely to convert first, unscored leads last. Pages read the ranking as it was at the first page, so a ' +
        'walk neither skips nor repeats a lead while scores change.',
    },
    CREATED_AT_DESC: { description: 'Newest first.' },
    CREATED_AT_ASC: { description: 'Oldest first.' },
  },
});
