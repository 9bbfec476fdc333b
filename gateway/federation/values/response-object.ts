/** An object keyed by response key; clients and subgraphs choose the keys. */
export type ResponseObject = Record<string, unknown>;

/** Path of a value in a response: response keys and list positions, from the root. */
export type ResponsePath = readonly (string | number)[];

/**
 * An empty object without `Object.prototype`, so that `__proto__` and `constructor` are ordinary keys.
 *
 * A constructor, because V8 makes an object of `Object.create(null)` a slow dictionary.
 */
export const EmptyObject = function EmptyObject() {} as unknown as new () => ResponseObject;
EmptyObject.prototype = Object.create(null);

/**
 * Reads a key of an object that may have `Object.prototype`; an inherited property counts as absent: data has no
 * functions.
 */
export function readKey(object: ResponseObject, key: string): unknown {
  const value = object[key];
  return typeof value === 'function' ? undefined : value;
}

/** Sets a key as an own property, whatever its name. */
export function writeKey(object: ResponseObject, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Whether a value is an object: neither null nor a list nor a scalar. */
export function isObject(value: unknown): value is ResponseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
