import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType, isObjectType } from 'graphql';

const DEPTH = 3;

/** Selections of each field of an object type, with leaves to a depth of three; those that need an argument are left out. */
export function fieldSelections(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new TypeError(`${typeName}: found no object type`);
  return Object.values(type.getFields()).flatMap((field) => selectionOf(field, DEPTH) ?? []);
}

function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
  if (field.args.some(({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined))
    return undefined;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return field.name;
  if (depth === 0) return undefined;
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const selections = fields.flatMap((child) => selectionOf(child, depth - 1) ?? []);
  return `${field.name} { __typename ${selections.join(' ')} }`;
}
