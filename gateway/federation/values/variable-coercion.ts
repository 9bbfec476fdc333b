import {
  type ASTNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  type NamedTypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { findInexactNumber } from './inexact-number.ts';
import { type InputCheck, inputCheck } from './input-check.ts';

// clients correct the first few errors; describing all of a long list takes long
const MAX_ERRORS = 20;

/** Variables of a request by name. */
export type Variables = Record<string, unknown>;

/** Coerced variables of a request, or the errors of its values. */
export type CoercedVariables =
  | { readonly values: Variables; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: readonly GraphQLError[] };

interface CheckedVariable {
  readonly name: string;
  /** the client's name of the variable, under which its value arrives */
  readonly givenName: string;
  readonly type: GraphQLInputType;
  readonly check: InputCheck;
  /** whether `@skip` or `@include` depends on it */
  readonly isCondition: boolean;
}

/** Settings of coercion. */
export interface CoercionOptions {
  /** whether messages must not reveal names of the schema */
  readonly hideSuggestions: boolean;
  /** see `SafeVariables` */
  readonly clientNames: ReadonlyMap<string, string>;
  /** variables on which `@skip` and `@include` depend */
  readonly conditions: readonly string[];
}

/**
 * CoerceVariableValues of the GraphQL specification for one operation.
 *
 * Values that coercion would leave unchanged, as in most requests, are taken as they are; graphql-js coerces, or
 * refuses,
 * the others.
 */
export class VariableCoercion {
  readonly #schema: GraphQLSchema;
  readonly #definitions: readonly VariableDefinitionNode[];
  readonly #checked: readonly CheckedVariable[];
  readonly #options: { readonly maxErrors: number; readonly hideSuggestions: boolean };

  constructor(
    schema: GraphQLSchema,
    definitions: readonly VariableDefinitionNode[],
    { hideSuggestions, clientNames, conditions }: CoercionOptions,
  ) {
    this.#schema = schema;
    this.#definitions = definitions;
    this.#options = { maxErrors: MAX_ERRORS, hideSuggestions };
    this.#checked = definitions.map((definition) => {
      const name = definition.variable.name.value;
      // validation has ensured that the type exists and is an input type
      const type = typeFromAST(schema, definition.type as NamedTypeNode) as unknown as GraphQLInputType;
      const isCondition = conditions.includes(name);
      const check = isCondition ? isBoolean : inputCheck(type);
      return { name, givenName: clientNames.get(name) ?? name, type, check, isCondition };
    });
  }

  /** Values of the variables when a client sends none; variables without a default are absent. */
  defaults(): Variables {
    const values: Variables = {};
    for (const { variable, defaultValue } of this.#definitions)
      if (defaultValue) values[variable.name.value] = valueFromASTUntyped(defaultValue);
    return values;
  }

  coerce(given: Readonly<Record<string, unknown>>): CoercedVariables {
    const values = pick(given, this.#checked);
    if (values) return { values };
    const renamed = rename(given, this.#checked);
    const refusals = this.#checked.flatMap((variable) => refusalOf(variable, renamed[variable.name]) ?? []);
    if (refusals.length > 0) return { errors: refusals };
    const { coerced, errors } = getVariableValues(this.#schema, this.#definitions, renamed, this.#options);
    return coerced ? { values: coerced } : { errors: errors.map((error) => this.#asValidationError(error)) };
  }

  /** The error under the client's name of the variable. */
  #asValidationError({ message, nodes }: GraphQLError): GraphQLError {
    const variable = this.#checked.find(({ name }) => message.startsWith(`Variable "$${name}"`));
    const text = variable ? message.replace(variable.name, () => variable.givenName) : message;
    return refusal(text, nodes);
  }
}

function pick(given: Readonly<Record<string, unknown>>, variables: readonly CheckedVariable[]): Variables | undefined {
  const values: Variables = {};
  for (const { name, givenName, check } of variables) {
    if (!Object.hasOwn(given, givenName) || given[givenName] === undefined || !check(given[givenName]))
      return undefined;
    values[name] = given[givenName];
  }
  return values;
}

/** The values under the names of the operation's variables; undeclared ones are dropped. */
function rename(given: Readonly<Variables>, variables: readonly CheckedVariable[]): Variables {
  const values: Variables = {};
  for (const { name, givenName } of variables) if (Object.hasOwn(given, givenName)) values[name] = given[givenName];
  return values;
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** Errors of values that graphql-js would accept. */
function refusalOf({ givenName, type, isCondition }: CheckedVariable, value: unknown): GraphQLError | undefined {
  if (isCondition && value === null)
    return refusal(`Variable "$${givenName}" got null; @skip and @include depend on it, expected true or false.`);
  const inexact = findInexactNumber(value, type);
  if (!inexact) return undefined;
  const place = inexact.path.length > 0 ? ` at "${[givenName, ...inexact.path].join('.')}"` : '';
  return refusal(
    `Variable "$${givenName}" got invalid value ${inexact.value}${place}; found a number that JSON does not carry exactly, expected a string or a smaller number.`,
  );
}

function refusal(message: string, nodes?: readonly ASTNode[]): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'VALIDATION_FAILED' } });
}
