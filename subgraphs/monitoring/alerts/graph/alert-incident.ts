import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { AlertCheckKind, AlertSeverity, AlertStatus } from './alert-enums.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'Alerts with one cause: those that one kind of check found about one model, from the first that opens until the ' +
    'last is resolved. They are notified together.',
})
export class AlertIncident {
  @Field(() => ID, {
    description:
      'Id of the incident, made of kind of check and model. It stays the same when the incident opens again.',
  })
  readonly id: string;

  @Field(() => AlertCheckKind, { description: 'Kind of check that found the alerts.' })
  readonly check: keyof typeof AlertCheckKind;

  @Field(() => String, {
    description: 'Name of the model; `lake` where it is about tables of the lake, `crm` about the link to the CRM.',
  })
  readonly model: string;

  @Field(() => AlertStatus, {
    description:
      'OPEN while at least one alert is open; ACKNOWLEDGED when every alert that is not resolved is acknowledged; ' +
      'RESOLVED when all alerts are resolved.',
  })
  readonly status: keyof typeof AlertStatus;

  @Field(() => AlertSeverity, {
    description: 'Highest severity of the alerts that are not resolved; of all alerts once every one is.',
  })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => DateTime, { description: 'Time at which the first alert opened.' })
  readonly openedAt: number;

  @Field(() => Int, { description: 'Number of alerts since then, resolved ones included.' })
  readonly alertCount: number;

  @Field(() => Int, { description: 'Number of alerts that are not resolved.' })
  readonly openCount: number;

  /** opening of its first alert: start of the present, or last, time it was open */
  readonly sinceOpening: number;
}

/** Result of `acknowledgeIncident`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `acknowledgeIncident`.' })
export class AcknowledgeIncidentPayload {
  @Field(() => AlertIncident, { description: 'The incident after the acknowledgement.' })
  readonly incident: AlertIncident;
}
