import {
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Bag } from './bag.ts';

/** The variables of a request as the operation declares them, or what is wrong with them. */
export type CoercedVariables =
  | { readonly values: Bag; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: readonly GraphQLError[] };

/** Variables that are already what their scalar wants pass as they are. */
const PASSES: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

interface SimpleVariable {
  readonly name: string;
  readonly passes: (value: unknown) => boolean;
}

/**
 * CoerceVariableValues of the GraphQL specification for one operation.
 *
 * Where every variable has a built-in scalar type and a fitting value, as in most requests, there is nothing to coerce;
 * everything else is done, and refused, by graphql-js.
 */
export class VariableCoercion {
  readonly #schema: GraphQLSchema;
  readonly #definitions: readonly VariableDefinitionNode[];
  /** undefined when a type is not a built-in scalar */
  readonly #simple: readonly SimpleVariable[] | undefined;

  constructor(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[]) {
    this.#schema = schema;
    this.#definitions = definitions;
    const simple = definitions.flatMap(({ variable, type }) => {
      const passes = PASSES[namedScalar(type) ?? ''];
      return passes ? [{ name: variable.name.value, passes }] : [];
    });
    this.#simple = simple.length === definitions.length ? simple : undefined;
  }

  coerce(given: Readonly<Record<string, unknown>>): CoercedVariables {
    const values = this.#simple && pick(given, this.#simple);
    if (values) return { values };
    const { coerced, errors } = getVariableValues(this.#schema, this.#definitions, given);
    return coerced ? { values: coerced } : { errors: errors.map(asValidationError) };
  }
}

function pick(given: Readonly<Record<string, unknown>>, variables: readonly SimpleVariable[]): Bag | undefined {
  const values: Bag = {};
  for (const { name, passes } of variables) {
    if (!Object.hasOwn(given, name) || !passes(given[name])) return undefined;
    values[name] = given[name];
  }
  return values;
}

function namedScalar(type: TypeNode): string | undefined {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && Object.hasOwn(PASSES, named.name.value) ? named.name.value : undefined;
}

function asValidationError(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'VALIDATION_FAILED' } });
}
