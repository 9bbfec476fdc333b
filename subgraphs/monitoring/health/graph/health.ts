import 'reflect-metadata';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import type * as check from '../check-health.ts';

/** GraphQL enum of the health status. */
export const HealthStatus = { UP: 'UP', DOWN: 'DOWN' } as const;
registerEnumType(HealthStatus, {
  name: 'HealthStatus',
  description: 'Whether the platform works.',
  valuesConfig: {
    UP: { description: 'The process and the database answer.' },
    DOWN: { description: 'The database does not answer.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Health of the platform.' })
export class Health implements check.Health {
  @Field(() => HealthStatus, { description: 'UP when the platform works, DOWN when the database does not answer.' })
  readonly status: keyof typeof HealthStatus;

  @Field(() => Float, {
    nullable: true,
    description: 'Time that the database took for the simplest query, milliseconds; null when it did not answer.',
  })
  readonly databaseLatencyMs: number | null;

  @Field(() => String, { description: 'Version of the platform.' })
  readonly version: string;

  @Field(() => DateTime, { description: 'Start of this process.' })
  readonly startedAt: number;

  @Field(() => Float, { description: 'Time since the start of this process, seconds.' })
  readonly uptimeSeconds: number;
}
