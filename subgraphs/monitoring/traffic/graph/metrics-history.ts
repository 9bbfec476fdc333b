import 'reflect-metadata';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import type * as history from '../metrics-history.ts';
import { METRICS_RANGES, METRICS_STEPS } from '../metrics-history.ts';
import { TrafficFigures, VersionTraffic } from './live-metrics.ts';

/** How long one point of a history is, as GraphQL names it. */
export const MetricsStep = stringEnum(METRICS_STEPS);
registerEnumType(MetricsStep, {
  name: 'MetricsStep',
  description: 'How long one point of a history is. Points begin at whole multiples of it, in UTC.',
  valuesConfig: {
    TEN_SECONDS: { description: 'Ten seconds; kept for a day.' },
    MINUTE: { description: 'A minute; kept for 31 days.' },
    HOUR: { description: 'An hour; kept for good.' },
    DAY: { description: 'A day; kept for good.' },
  },
});

/** How far back a history goes, as GraphQL names it. */
export const MetricsRange = stringEnum(METRICS_RANGES);
registerEnumType(MetricsRange, {
  name: 'MetricsRange',
  description: 'How far back a history goes from its end.',
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
  description: 'What scoring did during one step. Its own figures are of what callers got: no shadows, no holdout.',
})
export class MetricsPoint extends TrafficFigures implements history.MetricsPoint {
  @Field(() => DateTime, { description: 'Start of the step.' })
  readonly start: number;

  @Field(() => [VersionTraffic], { description: 'The same by model version and role, those that occurred.' })
  readonly versions: readonly VersionTraffic[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What scoring did over time, from roll-ups of the prediction log that are some seconds behind it.',
})
export class MetricsHistory implements history.MetricsHistory {
  @Field(() => DateTime, { description: 'Start of the first point.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the last point.' })
  readonly until: number;

  @Field(() => MetricsStep, { description: 'How long each point is.' })
  readonly step: keyof typeof MetricsStep;

  @Field(() => [MetricsPoint], {
    description: 'One point for each step, the oldest first, also where nothing happened.',
  })
  readonly points: readonly MetricsPoint[];
}
