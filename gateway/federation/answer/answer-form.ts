import { anyText, booleanText, innerText, numberText } from './json-text.ts';

/** A completed value of a response, as code. */
export interface CompletedValue {
  /** variable that is null when the value is */
  readonly variable: string;
  /** the value as an expression */
  readonly code: string;
  /** whether the expression is the inside of a string, which its form has to quote; never when the value is null */
  readonly isInside?: boolean;
  readonly isNullable: boolean;
}

/** Function that converts a scalar's value, and whether its result is the inside of a string. */
export interface Conversion {
  readonly convert: (value: unknown) => unknown;
  readonly isInside: boolean;
}

/**
 * Form of a response: the code of its values, given as JavaScript expressions.
 *
 * The rules of completion are the same for every form; see `ObjectCode`. Null is `null` in each.
 */
export interface AnswerForm {
  /** an object with its entries in order; a constant is an expression without variables */
  object(entries: readonly (readonly [key: string, value: CompletedValue | { readonly constant: string }])[]): string;
  readonly list: {
    /** an empty list for the items of another */
    empty(items: string): string;
    /** statement that appends an item */
    append(list: string, index: string, item: CompletedValue): string;
    end(list: string): string;
  };
  /** Conversion of a scalar's values; undefined: none. @param type the scalar's name */
  conversion(type: string): Conversion | undefined;
  /** a name of the schema as a value */
  name(name: string): string;
}

/** Plain objects, as GraphQL executors return them. */
export const OBJECT_FORM: AnswerForm = {
  object: (entries) => {
    const properties = entries.map(
      ([key, value]) => `${literalKey(key)}: ${'constant' in value ? JSON.stringify(value.constant) : value.code}`,
    );
    return `{ ${properties.join(', ')} }`;
  },
  list: {
    empty: (items) => `new Array(${items}.length)`,
    append: (list, index, { code }) => `${list}[${index}] = ${code};`,
    end: (list) => list,
  },
  conversion: () => undefined,
  name: (name) => name,
};

/** JSON, as `JSON.stringify` writes the object form. */
export const TEXT_FORM: AnswerForm = {
  object: (entries) => {
    const parts: string[] = [];
    // constant text joins with what follows: every concatenation costs
    let before = '{';
    entries.forEach(([key, value], index) => {
      before += `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
      if ('constant' in value) before += value.constant;
      else {
        parts.push(textOf(value, before));
        before = value.isInside && !value.isNullable ? '"' : '';
      }
    });
    return [...parts, JSON.stringify(`${before}}`)].join(' + ');
  },
  list: {
    empty: () => '"["',
    append: (list, index, item) => `if (${index} > 0) ${list} += ",";\n${list} += ${itemText(item)};`,
    end: (list) => `${list} + "]"`,
  },
  conversion: (type) => CONVERSIONS.get(type) ?? { convert: anyText, isInside: false },
  name: (name) => JSON.stringify(name),
};

const CONVERSIONS: ReadonlyMap<string, Conversion> = new Map([
  ['String', { convert: innerText, isInside: true }],
  ['ID', { convert: innerText, isInside: true }],
  ['Int', { convert: numberText, isInside: false }],
  ['Float', { convert: numberText, isInside: false }],
  ['Boolean', { convert: booleanText, isInside: false }],
]);

/** Text up to the end of a value; the closing quote of a string that is not nullable is left to what follows. */
function textOf({ variable, code, isInside, isNullable }: CompletedValue, before: string): string {
  if (!isInside) return `${JSON.stringify(before)} + ${code}`;
  const opened = `${JSON.stringify(`${before}"`)} + ${code}`;
  return isNullable ? `(${variable} === null ? ${JSON.stringify(`${before}null`)} : ${opened} + '"')` : opened;
}

function itemText(item: CompletedValue): string {
  if (!item.isInside) return item.code;
  return item.isNullable ? textOf(item, '') : `${textOf(item, '')} + '"'`;
}

/** A computed `__proto__` is an ordinary key; a plain key makes the literal fast. */
function literalKey(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);
}
