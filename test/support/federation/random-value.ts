import {
  type ConstValueNode,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ObjectFieldNode,
} from 'graphql';
import type { Random } from './random.ts';

/** Gives values for an input named in the schema, such as ids that exist; undefined leaves it to chance. */
export type KnownValues = (name: string, type: string) => readonly unknown[] | undefined;

/**
 * A random value of an input type, as JSON.
 *
 * @param name of the argument or input field
 */
export function randomValue(
  random: Random,
  type: GraphQLInputType,
  name: string,
  known: KnownValues = () => undefined,
): unknown {
  if (isNonNullType(type)) return nonNullValue(random, type.ofType, name, known);
  return random.chance(0.08) ? null : nonNullValue(random, type, name, known);
}

function nonNullValue(random: Random, type: GraphQLInputType, name: string, known: KnownValues): unknown {
  if (isListType(type)) {
    // a lone value is coerced to a list of one
    if (random.chance(0.2)) return nonNullValue(random, withoutNonNull(type.ofType), name, known);
    return Array.from({ length: random.below(3) }, () => randomValue(random, type.ofType, name, known));
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const wanted = type.isOneOf
      ? [random.pick(fields)]
      : fields.filter((field) => (isNonNullType(field.type) && field.defaultValue === undefined) || random.chance(0.3));
    return Object.fromEntries(
      wanted.map((field) => {
        const fieldType = type.isOneOf ? withoutNonNull(field.type) : field.type;
        const make = type.isOneOf ? nonNullValue : randomValue;
        return [field.name, make(random, fieldType, field.name, known)];
      }),
    );
  }
  const given = known(name, String(type));
  if (given) return random.pick(given);
  return isEnumType(type) ? random.pick(type.getValues()).name : scalar(random, String(type));
}

function scalar(random: Random, type: string): unknown {
  switch (type) {
    case 'Int':
      return random.pick([0, 1, 2, 3, 7, -1, 2_147_483_647]);
    case 'Float':
      return random.pick([0, 1, 0.5, -2.25, 1e21]);
    case 'Boolean':
      return random.chance(0.5);
    case 'ID':
      return random.pick(['1', '2', 'x', 3]);
    default:
      return random.pick(['', 'a', 'b', '"quoted"', 'ä\n']);
  }
}

function withoutNonNull(type: GraphQLInputType): GraphQLInputType {
  return isNonNullType(type) ? type.ofType : type;
}

/** A JSON value as a literal of a document; enum values by their type. */
export function literal(value: unknown, type: GraphQLInputType): ConstValueNode {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null || value === undefined) return { kind: Kind.NULL };
  if (isListType(type)) {
    if (!Array.isArray(value)) return literal(value, type.ofType);
    return { kind: Kind.LIST, values: value.map((item) => literal(item, type.ofType)) };
  }
  if (isInputObjectType(type)) {
    const fields = Object.entries(value).map(
      ([name, part]): ObjectFieldNode => ({
        kind: Kind.OBJECT_FIELD,
        name: { kind: Kind.NAME, value: name },
        value: literal(part, (type.getFields()[name] as { type: GraphQLInputType }).type),
      }),
    );
    return { kind: Kind.OBJECT, fields } as ConstValueNode;
  }
  if (isEnumType(type)) return { kind: Kind.ENUM, value: String(value) };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value !== 'number') return { kind: Kind.STRING, value: String(value) };
  return { kind: Number.isInteger(value) && Math.abs(value) < 1e15 ? Kind.INT : Kind.FLOAT, value: String(value) };
}
