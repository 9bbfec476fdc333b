import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { checkStorable } from '../storable-text.ts';

type Field = GraphQLField<unknown, unknown>;

const TEXTS: ReadonlySet<string> = new Set(['String', 'ID', 'JSON']);

/**
 * Makes every field with text among its arguments refuse text that no row can hold, at whatever depth of its input.
 *
 * One rule at the door: a store may be handed any text that a resolver has. Fields without text pay nothing.
 *
 * @param exempt fields that answer such text by themselves, such as `Query.lead`
 */
export function checkTexts(schema: GraphQLSchema, exempt: readonly string[] = []): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // of subgraphs themselves: keys come from rows
      if (field.name.startsWith('_') || exempt.includes(`${type.name}.${field.name}`)) continue;
      const names = field.args.filter(({ type: input }) => holdsText(input)).map(({ name }) => name);
      if (names.length > 0) guard(field, names);
    }
  }
  return schema;
}

function guard(field: Field, names: readonly GraphQLArgument['name'][]): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const check = (args: Readonly<Record<string, unknown>>) => {
    for (const name of names) checkStorable(name, args[name]);
  };
  field.resolve = (source, args, context, info) => {
    check(args);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(args);
    return subscribe(source, args, context, info);
  };
}

/** Whether a value of a type can hold text; `seen` ends types that hold themselves. */
function holdsText(type: GraphQLInputType, seen: ReadonlySet<string> = new Set()): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return TEXTS.has(named.name);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  return Object.values(named.getFields()).some((field) => holdsText(field.type, new Set([...seen, named.name])));
}
