import { type GraphQLScalarType, isSpecifiedScalarType } from 'graphql';
import type { Complete } from './object-completer.ts';

/** What every server answers for a scalar; everything else is coerced, or refused, by graphql-js. */
const IS_PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number',
};

/**
 * Result coercion of the GraphQL specification for the scalars that it defines, for answers that nobody has coerced yet.
 *
 * @returns undefined for custom scalars: only the subgraph knows what is right
 */
export function scalarValue(type: GraphQLScalarType): Complete | undefined {
  const isPlain = isSpecifiedScalarType(type) ? IS_PLAIN[type.name] : undefined;
  if (!isPlain) return undefined;
  return (value, state) => {
    if (value === null || value === undefined || isPlain(value)) return value ?? null;
    // as a number from JSON it may have been another one
    if (type.name === 'ID' && Number.isInteger(value) && !Number.isSafeInteger(value))
      return state.reportInvalid('an ID as a string');
    try {
      return type.serialize(value);
    } catch {
      return state.reportInvalid(`a value of ${type.name}`);
    }
  };
}
