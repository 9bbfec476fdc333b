import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** A number that JSON changed in transit, and its position. */
export interface InexactNumber {
  readonly value: number;
  /** input fields and list positions below the variable */
  readonly path: readonly (string | number)[];
}

/**
 * Finds a number that JSON changed in transit and that coercion would accept.
 *
 * JSON numbers become doubles: integers beyond ±(2⁵³ − 1) are rounded, so an ID may name another object, and 1e400 is
 * Infinity, which is serialised as null. Int and Float are checked by coercion.
 */
export function findInexactNumber(value: unknown, type: GraphQLInputType): InexactNumber | undefined {
  return find(value, type, []);
}

function find(value: unknown, type: GraphQLInputType, path: InexactNumber['path']): InexactNumber | undefined {
  if (value === null || value === undefined || isEnumType(type)) return undefined;
  if (isNonNullType(type)) return find(value, type.ofType, path);
  if (isListType(type)) {
    if (!Array.isArray(value)) return find(value, type.ofType, path);
    return first(value.entries(), (position, item) => find(item, type.ofType, [...path, position]));
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return first(entriesOf(value), (name, part) => {
      const field = fields[name];
      return field && find(part, field.type, [...path, name]);
    });
  }
  if (type.name === 'ID') return isRounded(value) ? { value, path } : undefined;
  const infinite = findInfinite(value);
  return infinite === undefined ? undefined : { value: infinite, path };
}

function isRounded(value: unknown): value is number {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Finds an infinite number in the value of a custom scalar. */
export function findInfinite(root: unknown): number | undefined {
  // not recursive: clients choose how deep such values nest
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'number' && !Number.isFinite(value)) return value;
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) open.push(part);
  }
  return undefined;
}

function entriesOf(value: unknown): Iterable<[string, unknown]> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function first<Key, Result>(
  entries: Iterable<[Key, unknown]>,
  look: (key: Key, part: unknown) => Result | undefined,
): Result | undefined {
  for (const [key, part] of entries) {
    const found = look(key, part);
    if (found !== undefined) return found;
  }
  return undefined;
}
