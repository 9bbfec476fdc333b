import { isObject, type ResponseObject, writeKey } from '../values/response-object.ts';

/**
 * Merges a subgraph's response for an object into the object.
 *
 * Existing values remain: a field has the same value in every subgraph. Objects and lists are merged recursively, null
 * is overwritten, and so is an interface's name in `__typename`, by the implementing type.
 *
 * @param isAbstract whether a type name is an interface or union
 */
export function merge(target: ResponseObject, answer: ResponseObject, isAbstract: (type: string) => boolean): void {
  if (target === answer) return;
  for (const key in answer) {
    const value = answer[key];
    const standing = target[key];
    // a function is inherited: data has none
    if (standing === undefined || standing === null || typeof standing === 'function') writeKey(target, key, value);
    else if (typeof value === 'object' && value !== null) mergeNested(standing, value, isAbstract);
    else if (key === '__typename' && isAbstract(standing as string)) target[key] = value;
  }
}

/** A copy that shares no object or list with the original. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isObject(value)) return value;
  const copy = {};
  for (const key in value) writeKey(copy, key, copyOf(value[key]));
  return copy as Value;
}

function mergeNested(standing: unknown, value: object, isAbstract: (type: string) => boolean): void {
  if (Array.isArray(standing) && Array.isArray(value)) {
    for (let index = 0; index < standing.length; index++) {
      if (standing[index] === null) standing[index] = value[index] ?? null;
      else if (typeof value[index] === 'object' && value[index] !== null)
        mergeNested(standing[index], value[index], isAbstract);
    }
  } else if (isObject(standing) && isObject(value)) merge(standing, value, isAbstract);
}
