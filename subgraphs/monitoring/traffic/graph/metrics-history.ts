import 'reflect-metadata';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import type * as history from '../metrics-history.ts';
import { METRICS_RANGES, METRICS_STEPS } from '../metrics-history.ts';
import { TrafficFigures, VersionTraffic } from './live-metrics.ts';

/** GraphQL enum of the lengths of one point. */
export const MetricsStep = stringEnum(METRICS_STEPS);
registerEnumType(MetricsStep, {
  name: 'MetricsStep',
  description: 'Length of one point of a history. Points begin at whole multiples of it, in UTC.',
  valuesConfig: {
    TEN_SECONDS: { description: 'Ten seconds; kept for a day.' },
    MINUTE: { description: 'A minute; kept for 31 days.' },
    HOUR: { description: 'An hour; never deleted.' },
    DAY: { description: 'A day; never deleted.' },
  },
});

/** GraphQL enum of the lengths of a history. */
export const MetricsRange = stringEnum(METRICS_RANGES);
registerEnumType(MetricsRange, {
  name: 'MetricsRange',
  description: 'Length of a history, back from its end.',
  valuesConfig: {
    HOUR: { description: 'An hour, by default in steps of ten seconds.' },
    DAY: { description: '24 hours, by default in steps of a minute.' },
    WEEK: { description: '7 days, by default in steps of an hour.' },
    MONTH: { description: '31 days, by default in steps of an hour.' },
    YEAR: { description: '366 days, by default in steps of a day.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'Metrics of scoring during one step. The figures of the point itself count only scores that callers received: no SHADOW, no HOLDOUT.',
})
export class MetricsPoint extends TrafficFigures implements history.MetricsPoint {
  @Field(() => DateTime, { description: 'Start of the step.' })
  readonly start: number;

  @Field(() => [VersionTraffic], {
    description: 'Figures by model version and role; those without requests are left out.',
  })
  readonly versions: readonly VersionTraffic[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Metrics of scoring over time, some seconds behind the present.',
})
export class MetricsHistory implements history.MetricsHistory {
  @Field(() => DateTime, { description: 'Start of the first point.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the last point.' })
  readonly until: number;

  @Field(() => MetricsStep, { description: 'Length of each point.' })
  readonly step: keyof typeof MetricsStep;

  @Field(() => [MetricsPoint], {
    description: 'One point for each step, oldest first, including steps without requests.',
  })
  readonly points: readonly MetricsPoint[];
}
