import type { ResponseObject } from '../values/response-object.ts';
import type { ProjectionState } from './projection-state.ts';

/** Replaces a null of a non-null type: the enclosing object or list becomes null. */
export const NULLED = Symbol('nulled');

/** Completes a value of the subgraphs' responses for the client: the value, null, or {@link NULLED}. */
export type Complete = (value: unknown, state: ProjectionState) => unknown;

/** One field of an object of the response. */
export interface CompletedField {
  /** the client's response key */
  readonly key: string;
  /** key in the subgraphs' responses */
  readonly from: string;
  /** whether the value does not depend on fetched data: a type's name, or the null of a denied field */
  readonly isMade: boolean;
  /** undefined: the value is copied */
  readonly complete: Complete | undefined;
}

/**
 * Completes an object of the subgraphs' responses for the client, field by field.
 *
 * The code is generated, as graphql-jit generates its own: an object literal has its final shape at once, where setting
 * keys one by one costs as much as the rest of a federated request. Names are inserted as quoted strings only.
 */
export function completeObject(fields: readonly CompletedField[]): Complete {
  const lines = fields.map((field, index) => readField(field, index));
  const entries = fields.map(({ key }, index) => `${literalKey(key)}: v${index}`);
  const code = `return (object, state) => {\n${lines.join('\n')}\nreturn { ${entries.join(', ')} };\n};`;
  const make = new Function('completes', 'NULLED', code) as (completes: unknown[], nulled: symbol) => Complete;
  return make(
    fields.map(({ complete }) => complete),
    NULLED,
  );
}

/** A computed `__proto__` is an ordinary key; a plain key makes the literal fast. */
function literalKey(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);
}

function readField({ key, from, isMade, complete }: CompletedField, index: number): string {
  const value = `v${index}`;
  const [quotedKey, quotedFrom] = [JSON.stringify(key), JSON.stringify(from)];
  const isInherited = from in (Object.prototype as ResponseObject);
  const read = isInherited
    ? `Object.hasOwn(object, ${quotedFrom}) ? object[${quotedFrom}] : undefined`
    : `object[${quotedFrom}]`;
  const lines = [isMade ? `let ${value};` : `let ${value} = ${read};`];
  if (!isMade)
    lines.push(`if (${value} === undefined) ${value} = state.reportMissing(object, ${quotedFrom}, ${quotedKey});`);
  if (complete)
    lines.push(
      `state.path.push(${quotedKey});`,
      `${value} = completes[${index}](${value}, state);`,
      'state.path.pop();',
      `if (${value} === NULLED) return null;`,
    );
  return lines.join('\n');
}
