import 'reflect-metadata';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import type * as check from '../check-health.ts';

/** Whether the platform can do its work. */
export const HealthStatus = { UP: 'UP', DOWN: 'DOWN' } as const;
registerEnumType(HealthStatus, {
  name: 'HealthStatus',
  description: 'Whether the platform can do its work.',
  valuesConfig: {
    UP: { description: 'Everything answers.' },
    DOWN: { description: 'The database does not answer.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How the platform is.' })
export class Health implements check.Health {
  @Field(() => HealthStatus, { description: 'Whether it can do its work.' })
  readonly status: keyof typeof HealthStatus;

  @Field(() => Float, {
    nullable: true,
    description: 'How long the database took for the simplest question, milliseconds; null when it did not answer.',
  })
  readonly databaseLatencyMs: number | null;

  @Field(() => String, { description: 'Version of the platform.' })
  readonly version: string;

  @Field(() => DateTime, { description: 'When this process started.' })
  readonly startedAt: number;

  @Field(() => Float, { description: 'How long this process has been running, seconds.' })
  readonly uptimeSeconds: number;
}
