import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isoTime } from '../iso-time.ts';

/**
 * A point in time. Outside: an ISO 8601 string in UTC. Inside: epoch milliseconds, as in the tables.
 */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'A point in time as an ISO 8601 string with a time zone, such as 2026-11-22T08:30:00.000Z. Answers are in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => isoTime(value as number),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function parse(value: unknown): number {
  const time = typeof value === 'string' && ISO_8601.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new GraphQLError(`DateTime: found ${JSON.stringify(value)}, expected an ISO 8601 time with a zone`);
  return time;
}
