import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { DELIVERY_CAUSES } from '../outbound/rules/materiality.ts';
import { CRM_DELIVERY_STATES, TARGET_NAMES } from '../outbound/rules/score-delivery.ts';

/** Targets of deliveries to the CRM. */
export const CrmTargetName = stringEnum(TARGET_NAMES);
registerEnumType(CrmTargetName, {
  name: 'CrmTarget',
  description: 'Target of the scores that are written back.',
  valuesConfig: {
    DATABASE: { description: "The table of the CRM's database that the mapping names." },
    WEBHOOK: { description: 'The receiver at CRM_WEBHOOK_URL.' },
  },
});

/** States of deliveries to the CRM. */
export const CrmDeliveryState = stringEnum(CRM_DELIVERY_STATES);
registerEnumType(CrmDeliveryState, {
  name: 'CrmDeliveryState',
  description: 'State of the delivery of a score to the CRM.',
  valuesConfig: {
    PENDING: { description: 'It waits for its turn or its reasons, or is sent again later.' },
    DELIVERED: { description: 'The CRM has it, or a newer one.' },
    FAILED: { description: 'It was refused too often, and is sent again by `retryDelivery` only.' },
    SUPERSEDED: { description: 'A newer one of the lead followed before it was delivered.' },
  },
});

/** Causes of deliveries to the CRM. */
export const CrmDeliveryCause = stringEnum(DELIVERY_CAUSES);
registerEnumType(CrmDeliveryCause, {
  name: 'CrmDeliveryCause',
  description: 'Change that made the score of a lead worth writing back, against its last delivery.',
  valuesConfig: {
    FIRST_SCORE: { description: 'The lead had none before.' },
    GRADE_CHANGED: { description: 'The grade of the score is another one.' },
    PROBABILITY_CHANGED: { description: 'The probability moved by `minimumChange` of the mapping or more.' },
    OVERRIDE_CHANGED: { description: 'An override began, ended or was replaced.' },
    NEW_VERSION: { description: 'Another model version computed the score, and the mapping asks for that.' },
  },
});

/** States of the write-back to a target. */
export const CrmWriteBackState = { RUNNING: 'RUNNING', PAUSED: 'PAUSED' } as const;
registerEnumType(CrmWriteBackState, {
  name: 'CrmWriteBackState',
  description: 'State of the write-back to a target.',
  valuesConfig: {
    RUNNING: { description: 'Scores are delivered.' },
    PAUSED: { description: 'The CRM is at fault, see `error`. It is tried again by itself; nothing is lost.' },
  },
});
