import type { ResponseObject } from '../values/response-object.ts';
import type { ProjectionState } from './projection-state.ts';

/** Takes the place of a value that must not be null but is: it makes the object or list around it null. */
export const NULLED = Symbol('nulled');

/** Makes the client's value of what subgraphs answered: the value, null, or {@link NULLED}. */
export type Complete = (value: unknown, state: ProjectionState) => unknown;

/** One field of an object of the answer. */
export interface CompletedField {
  /** the client's response key */
  readonly key: string;
  /** key in the subgraphs' answers */
  readonly from: string;
  /** whether the value is made from nothing that was fetched: a type's name, or the null of a field not to be shown */
  readonly isMade: boolean;
  /** absent: the value goes through as it is */
  readonly complete: Complete | undefined;
}

/**
 * Makes the client's object of an object that subgraphs answered, field by field.
 *
 * The code is generated, as graphql-jit generates its own: an object literal has its final shape at once, where setting
 * keys one by one costs as much as all the rest of a federated request. Names come in as quoted strings only.
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

/** Computed, `__proto__` is a key like others; plain, others make the literal fast. */
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
