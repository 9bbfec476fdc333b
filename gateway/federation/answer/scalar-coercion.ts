import { type GraphQLScalarType, isSpecifiedScalarType } from 'graphql';
import type { AnswerPath } from './answer-path.ts';
import type { ProjectionState } from './projection-state.ts';

/** Coerces a value that is not null; null, with an error, where that is impossible. */
export type CoerceScalar = (value: unknown, state: ProjectionState, path: AnswerPath) => unknown;

/** Values that need no coercion; graphql-js coerces, or refuses, all others. */
const IS_PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => Number.isFinite(value),
};

/**
 * Result coercion of the GraphQL specification for built-in scalars, for responses that nothing has coerced yet.
 *
 * @returns undefined for custom scalars: only the subgraph can validate them
 */
export function scalarCoercion(type: GraphQLScalarType): CoerceScalar | undefined {
  const isPlain = isSpecifiedScalarType(type) ? IS_PLAIN[type.name] : undefined;
  if (!isPlain) return undefined;
  return (value, state, path) => {
    if (isPlain(value)) return value;
    // JSON may have rounded the number
    if (type.name === 'ID' && Number.isInteger(value) && !Number.isSafeInteger(value))
      return state.reportInvalid('an ID as a string', path);
    try {
      return type.serialize(value);
    } catch {
      return state.reportInvalid(`a value of ${type.name}`, path);
    }
  };
}
