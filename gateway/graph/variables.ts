import {
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  type NamedTypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Bag } from './bag.ts';
import { type InputCheck, inputCheck } from './input-check.ts';

// a client mends the first few faults; describing all of a long list takes long
const MAX_ERRORS = 20;

/** The variables of a request as the operation declares them, or what is wrong with them. */
export type CoercedVariables =
  | { readonly values: Bag; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: readonly GraphQLError[] };

interface CheckedVariable {
  readonly name: string;
  readonly check: InputCheck;
}

/**
 * CoerceVariableValues of the GraphQL specification for one operation.
 *
 * Where every value already is what coercion would make of it, as in most requests, there is nothing to do; everything
 * else is done, and refused, by graphql-js.
 */
export class VariableCoercion {
  readonly #schema: GraphQLSchema;
  readonly #definitions: readonly VariableDefinitionNode[];
  readonly #checked: readonly CheckedVariable[];

  constructor(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[]) {
    this.#schema = schema;
    this.#definitions = definitions;
    this.#checked = definitions.map(({ variable, type }) => ({
      name: variable.name.value,
      // validation has made sure that the type exists and is an input type
      check: inputCheck(typeFromAST(schema, type as NamedTypeNode) as unknown as GraphQLInputType),
    }));
  }

  /** The values that variables have when a client sends none; those without a default are absent. */
  defaults(): Bag {
    const values: Bag = {};
    for (const { variable, defaultValue } of this.#definitions)
      if (defaultValue) values[variable.name.value] = valueFromASTUntyped(defaultValue);
    return values;
  }

  coerce(given: Readonly<Record<string, unknown>>): CoercedVariables {
    const values = pick(given, this.#checked);
    if (values) return { values };
    const { coerced, errors } = getVariableValues(this.#schema, this.#definitions, given, { maxErrors: MAX_ERRORS });
    return coerced ? { values: coerced } : { errors: errors.map(asValidationError) };
  }
}

function pick(given: Readonly<Record<string, unknown>>, variables: readonly CheckedVariable[]): Bag | undefined {
  const values: Bag = {};
  for (const { name, check } of variables) {
    if (!Object.hasOwn(given, name) || given[name] === undefined || !check(given[name])) return undefined;
    values[name] = given[name];
  }
  return values;
}

function asValidationError(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'VALIDATION_FAILED' } });
}
