/** An object by response keys. Its keys come from clients and subgraphs. */
export type ResponseObject = Record<string, unknown>;

/** Path of a value in a response: response keys and list positions, from the root. */
export type ResponsePath = readonly (string | number)[];

/**
 * An empty object without `Object.prototype`, so that keys such as `__proto__` and `constructor` are keys like others.
 *
 * A constructor, since an object of `Object.create(null)` is a slow dictionary from the start.
 */
export const EmptyObject = function EmptyObject() {} as unknown as new () => ResponseObject;
EmptyObject.prototype = Object.create(null);

/** Reads a key of an object that may have `Object.prototype`; an inherited property is absent: data holds no functions. */
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

/** Whether a value is an object with keys: neither null nor a list nor a scalar. */
export function isObject(value: unknown): value is ResponseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
