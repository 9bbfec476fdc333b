import type { ResponseObject } from '../values/response-object.ts';

/** A field of a representation. */
export interface RepresentationField {
  /** key in the response so far */
  readonly from: string;
  /** key in the representation */
  readonly to: string;
  /** takes the part that the subgraph needs of a value with fields of its own, undefined when a field is unknown */
  readonly pick: ((value: unknown, variables: ResponseObject) => unknown) | undefined;
}

/** Representations of the objects of one type. */
export interface RepresentationCode {
  /** Equal for equal representations, and only for those. */
  identify(object: ResponseObject, variables: ResponseObject): unknown;
  /** @returns undefined when a field is unknown */
  make(object: ResponseObject, variables: ResponseObject): ResponseObject | undefined;
}

/**
 * Compiles the representations of one type.
 *
 * The code is generated, as that of the projection is: an object literal is several times as fast as setting keys one by
 * one. Names are inserted as quoted strings only.
 */
export function compileRepresentation(type: string, fields: readonly RepresentationField[]): RepresentationCode {
  const picks = fields.map(({ pick }) => pick);
  const reads = fields.map(({ from }, index) => `const v${index} = ${readCode(from)};`).join('\n');
  const parts = fields.map(({ pick }, index) => (pick ? `picks[${index}](v${index}, variables)` : `v${index}`));
  const identity =
    parts.length === 1 && !picks[0] ? 'identityOf(v0)' : parts.map((part) => `textOf(${part})`).join(' + ');
  const known = parts.map(
    (part, index) => `const p${index} = ${part};\nif (p${index} === undefined) return undefined;`,
  );
  const entries = fields.map(({ to }, index) => `[${JSON.stringify(to)}]: p${index}`.replace(PLAIN_KEY, '$1'));
  const code = `"use strict";
return {
identify(object, variables) {
${reads}
return ${identity || '""'};
},
make(object, variables) {
${reads}
${known.join('\n')}
return { __typename: ${JSON.stringify(type)}, ${entries.join(', ')} };
},
};`;
  const compile = new Function('picks', 'identityOf', 'textOf', code);
  return compile(picks, identityOf, textOf) as RepresentationCode;
}

/** A plain key makes the literal fast; only a computed `__proto__` is an ordinary key. */
const PLAIN_KEY = /^\[("(?!__proto__")\w+")\]/;

/** A property of `Object.prototype` counts as absent. */
function readCode(key: string): string {
  const quoted = JSON.stringify(key);
  return key in (Object.prototype as ResponseObject)
    ? `Object.hasOwn(object, ${quoted}) ? object[${quoted}] : undefined`
    : `object[${quoted}]`;
}

/** A map distinguishes numbers and strings; objects, from scalars of several parts, are compared by their text. */
function identityOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/**
 * Equal for equal values, and only for those, also when texts are concatenated: a string is prefixed with its length.
 */
function textOf(value: unknown): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  return typeof value === 'object' ? `j${JSON.stringify(value)};` : `${typeof value}${value};`;
}
