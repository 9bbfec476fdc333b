import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { AlertCheckKind, AlertSeverity, AlertStatus } from './alert-enums.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'Alerts of one cause: those of one kind of check about one model, from the first that opens until the last is over. ' +
    'People are told of all of them together.',
})
export class AlertIncident {
  @Field(() => ID, { description: 'Kind of check and model: the same whenever the incident opens again.' })
  readonly id: string;

  @Field(() => AlertCheckKind, { description: 'The kind of check that found its alerts.' })
  readonly check: keyof typeof AlertCheckKind;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => AlertStatus, {
    description:
      'OPEN while one of its alerts is; ACKNOWLEDGED when all that are not over are; RESOLVED after the last.',
  })
  readonly status: keyof typeof AlertStatus;

  @Field(() => AlertSeverity, { description: 'The worst of its alerts that are not over; of all once they are.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => DateTime, { description: 'When its first alert opened.' })
  readonly openedAt: number;

  @Field(() => Int, { description: 'How many alerts it has had since, those that are over included.' })
  readonly alertCount: number;

  @Field(() => Int, { description: 'How many of them are not over.' })
  readonly openCount: number;

  /** Of its first alert: where its present, or last, time of being open begins. */
  readonly sinceOpening: number;
}

/** Answer of `acknowledgeIncident`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `acknowledgeIncident`.' })
export class AcknowledgeIncidentPayload {
  @Field(() => AlertIncident, { description: 'The incident after the change.' })
  readonly incident: AlertIncident;
}
