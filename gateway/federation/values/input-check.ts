import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { findInfinite } from './inexact-number.ts';

/** Whether coercion would leave a value of an input type unchanged; false means: coerce it. */
export type InputCheck = (value: unknown) => boolean;

const SCALARS: Readonly<Record<string, InputCheck>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/**
 * Compiles an input type to a check, so that most values need no coercion (CoerceVariableValues and input coercion of
 * the
 * GraphQL specification).
 *
 * @param known checks of input objects in progress: input types may be recursive
 */
export function inputCheck(type: GraphQLInputType, known = new Map<string, InputCheck>()): InputCheck {
  if (isNonNullType(type)) {
    const check = inputCheck(type.ofType, known);
    return (value) => value !== null && check(value);
  }
  const check = nonNullCheck(type, known);
  return (value) => value === null || check(value);
}

function nonNullCheck(type: GraphQLInputType, known: Map<string, InputCheck>): InputCheck {
  if (isListType(type)) {
    const item = inputCheck(type.ofType, known);
    // a single value is coerced to a list of one
    return (value) => Array.isArray(value) && value.every(item);
  }
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value)?.value === value;
  if (isInputObjectType(type)) return objectCheck(type, known);
  return scalarCheck(type as GraphQLScalarType);
}

/** Custom scalars of the API schema have no code: their values are passed as JSON to the subgraph that owns them. */
function scalarCheck({ name }: GraphQLScalarType): InputCheck {
  return Object.hasOwn(SCALARS, name) ? (SCALARS[name] as InputCheck) : (value) => findInfinite(value) === undefined;
}

function objectCheck(type: GraphQLInputObjectType, known: Map<string, InputCheck>): InputCheck {
  const found = known.get(type.name);
  if (found) return found;
  let check: InputCheck = () => false;
  known.set(type.name, (value) => check(value));
  const fields = Object.values(type.getFields());
  // defaults must be filled in, and the fields of a @oneOf counted
  if (type.isOneOf || fields.some(({ defaultValue }) => defaultValue !== undefined)) return check;
  const checks = new Map(fields.map((field) => [field.name, inputCheck(field.type, known)]));
  const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
  check = (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    for (const name of required) if (!Object.hasOwn(value, name)) return false;
    for (const [name, part] of Object.entries(value)) {
      const checkPart = checks.get(name);
      if (!checkPart || (part !== undefined && !checkPart(part))) return false;
      if (part === undefined && required.includes(name)) return false;
    }
    return true;
  };
  return check;
}
