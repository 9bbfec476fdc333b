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
  for (const key in answer) mergeValue(target, key, answer[key], isAbstract);
}

function mergeValue(target: ResponseObject, key: string, value: unknown, isAbstract: (type: string) => boolean): void {
  const standing = target[key];
  // a function is inherited: data has none
  if (standing === undefined || standing === null || typeof standing === 'function') writeKey(target, key, value);
  else if (typeof value === 'object' && value !== null) mergeNested(standing, value, isAbstract);
  else if (key === '__typename' && isAbstract(standing as string)) target[key] = value;
}

/** Merges objects with known keys; see {@link merge}. */
export type MergeKeys = (target: ResponseObject, answer: ResponseObject) => void;

/**
 * Compiles {@link merge} for responses with known keys; other keys are ignored.
 *
 * The code is generated: V8 adds a named property several times as fast as one whose name is computed.
 */
export function compileMerge(keys: Iterable<string>, isAbstract: (type: string) => boolean): MergeKeys {
  const mergeKey = (target: ResponseObject, answer: ResponseObject, key: string): void =>
    mergeValue(target, key, answer[key], isAbstract);
  const statements = [...keys].map((key) => {
    const quoted = JSON.stringify(key);
    // names of Object.prototype are rare: only own properties are data
    if (key in (Object.prototype as ResponseObject))
      return `if (Object.hasOwn(answer, ${quoted})) mergeKey(target, answer, ${quoted});`;
    return `if (answer[${quoted}] !== undefined) {
if (target[${quoted}] === undefined) target[${quoted}] = answer[${quoted}];
else mergeKey(target, answer, ${quoted});
}`;
  });
  const code = `"use strict";\nreturn (target, answer) => {\n${statements.join('\n')}\n};`;
  return new Function('mergeKey', code)(mergeKey) as MergeKeys;
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
