import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseObject } from '../values/response-object.ts';
import { type AnswerField, answerFields, type ProjectionPlan } from './answer-field.ts';
import type { AnswerForm, CompletedValue } from './answer-form.ts';
import type { AnswerPath } from './answer-path.ts';
import type { ProjectionState } from './projection-state.ts';
import { scalarCoercion } from './scalar-coercion.ts';

/** Completes an object of the subgraphs' responses for the client: the object in a form, or null. */
export type CompleteObject = (object: ResponseObject, state: ProjectionState) => unknown;

/** A constant, or code that completes a value. */
type Completed = ValueCode | { readonly constant: string };

/** Objects of one type at one place of the response. */
export interface ObjectPlace {
  readonly type: GraphQLCompositeType;
  readonly selectionSets: readonly SelectionSetNode[];
  readonly path: AnswerPath;
}

/** Code that completes a value. */
interface ValueCode extends CompletedValue {
  readonly statements: string;
}

/**
 * Compiles the completion of objects: nulls and where they spread to, coercion, and errors, in any form.
 *
 * The code is generated, as graphql-jit generates its own: an object literal has its final shape at once, and text
 * needs no object at all. Names are inserted as quoted strings only. Nested objects are compiled when the first one
 * arrives: a selection may nest as deep as fragments allow, data do not.
 */
export function compileObject(place: ObjectPlace, plan: ProjectionPlan, form: AnswerForm): CompleteObject {
  return new ObjectCode(place, plan, form).compile();
}

class ObjectCode {
  readonly #place: ObjectPlace;
  readonly #plan: ProjectionPlan;
  readonly #form: AnswerForm;
  readonly #constants: unknown[] = [];
  #objects = 0;
  #names = 0;

  constructor(place: ObjectPlace, plan: ProjectionPlan, form: AnswerForm) {
    this.#place = place;
    this.#plan = plan;
    this.#form = form;
  }

  compile(): CompleteObject {
    const { type, selectionSets } = this.#place;
    const fields = answerFields(type, selectionSets, this.#plan);
    const values = fields.map((field) => this.#field(field));
    const entries = fields.map(({ key }, index) => [key, values[index] as Completed] as const);
    const code = [
      '"use strict";',
      ...this.#constants.map((_, index) => `const c${index} = constants[${index}];`),
      ...Array.from({ length: this.#objects }, (_, index) => `let o${index};`),
      'return (object, state) => {',
      ...values.map((value) => ('constant' in value ? '' : value.statements)),
      `return ${this.#form.object(entries)};`,
      '};',
    ];
    return (new Function('constants', code.join('\n')) as (constants: unknown[]) => CompleteObject)(this.#constants);
  }

  #field({ key, from, typename, denial, type, place, selectionSets }: AnswerField): Completed {
    if (typename !== undefined) return { constant: this.#form.name(typename) };
    const path = [...this.#place.path, key];
    const value = this.#name();
    if (denial) {
      const { message, code } = denial;
      const report = `state.reportError(${JSON.stringify(message)}, ${JSON.stringify(code)}, ${this.#constant(path)});`;
      const denied = `${report}\nconst ${value} = null;`;
      const completed = this.#made(denied, value);
      return isNonNullType(type) ? this.#nonNull(completed, place, path, 'return null;') : completed;
    }
    const quoted = JSON.stringify(from);
    const isInherited = from in (Object.prototype as ResponseObject);
    const read = isInherited ? `Object.hasOwn(object, ${quoted}) ? object[${quoted}] : undefined` : `object[${quoted}]`;
    const found = `let ${value} = ${read};
if (${value} === undefined) ${value} = state.reportMissing(object, ${quoted}, ${this.#constant(path)});`;
    const completed = type
      ? this.#value(type, value, { place, path, selectionSets }, 'return null;')
      : this.#passed('', value);
    return { ...completed, statements: `${found}\n${completed.statements}` };
  }

  /**
   * @param value variable with the value to complete, not undefined
   * @param spread statement that makes null what holds the value
   */
  #value(type: GraphQLOutputType, value: string, at: ValuePlace, spread: string): ValueCode {
    if (isNonNullType(type))
      return this.#nonNull(this.#value(type.ofType, value, at, spread), at.place, at.path, spread);
    if (isListType(type)) return this.#list(type.ofType, value, at);
    if (isEnumType(type)) return this.#enum(type, value, at);
    if (isAbstractType(type)) return this.#abstract(type, value, at);
    if (isCompositeType(type)) return this.#object(type, value, at);
    const coerce = this.#plan.isCoerced ? undefined : scalarCoercion(type);
    if (!coerce) return this.#passed(type.name, value);
    const coerced = `if (${value} !== null) ${value} = ${this.#constant(coerce)}(${value}, state, ${this.#constant(at.path)});`;
    return { ...this.#passed(type.name, value), statements: coerced };
  }

  /** @param type the scalar's name */
  #passed(type: string, variable: string): ValueCode {
    const conversion = this.#form.conversion(type);
    if (!conversion) return this.#made('', variable);
    const code = `${this.#constant(conversion.convert)}(${variable})`;
    return { ...this.#made('', variable), code, isInside: conversion.isInside };
  }

  /** A value that is in its form already. */
  #made(statements: string, variable: string): ValueCode {
    return { statements, variable, code: variable, isNullable: true };
  }

  #nonNull(completed: ValueCode, place: string, path: AnswerPath, spread: string): ValueCode {
    const report = `state.reportNull(${JSON.stringify(place)}, ${this.#constant(path)});`;
    const check = `if (${completed.variable} === null) { ${report} ${spread} }`;
    return { ...completed, statements: `${completed.statements}\n${check}`, isNullable: false };
  }

  #list(type: GraphQLOutputType, value: string, at: ValuePlace): ValueCode {
    const [list, item, index, result] = [this.#name(), this.#name(), this.#name(), this.#name()];
    const depth = at.path.filter((key) => key === undefined).length;
    const nested = this.#value(type, item, { ...at, path: [...at.path, undefined] }, `break ${list};`);
    const { empty, append, end } = this.#form.list;
    const statements = `let ${result} = null;
${list}: if (Array.isArray(${value})) {
let ${list} = ${empty(value)};
for (let ${index} = 0; ${index} < ${value}.length; ${index}++) {
state.positions[${depth}] = ${index};
let ${item} = ${value}[${index}];
if (${item} === undefined) ${item} = null;
${nested.statements}
${append(list, index, nested)}
}
${result} = ${end(list)};
} else if (${value} !== null) ${this.#invalid(`a list for ${at.place}`, at)};`;
    return this.#made(statements, result);
  }

  /** Values that are inaccessible, or unknown to the schema, become null. */
  #enum(type: GraphQLEnumType, value: string, at: ValuePlace): ValueCode {
    const result = this.#name();
    const names = new Map(type.getValues().map(({ name }) => [name, this.#form.name(name)]));
    const statements = `let ${result} = null;
if (${value} !== null) ${result} = ${this.#constant(names)}.get(${value}) ?? ${this.#invalid(`a value of ${type.name}`, at)};`;
    return this.#made(statements, result);
  }

  #object(type: GraphQLCompositeType, value: string, at: ValuePlace): ValueCode {
    const [result, complete] = [this.#name(), `o${this.#objects++}`];
    const compile = this.#constant(() => this.#compile(type, at));
    const statements = `let ${result} = null;
if (${isObjectCode(value)}) ${result} = (${complete} ??= ${compile}())(${value}, state);
else if (${value} !== null) ${this.#invalid(`an object of ${type.name}`, at)};`;
    return this.#made(statements, result);
  }

  #abstract(type: GraphQLAbstractType, value: string, at: ValuePlace): ValueCode {
    const result = this.#name();
    const statements = `let ${result} = null;
if (${isObjectCode(value)}) {
const complete = ${this.#constant(this.#byTypename(type, at))}.get(${value}.__typename);
${result} = complete ? complete(${value}, state) : ${this.#invalid(`a type of ${type.name}`, at)};
} else if (${value} !== null) ${this.#invalid(`an object of ${type.name}`, at)};`;
    return this.#made(statements, result);
  }

  #byTypename(type: GraphQLAbstractType, at: ValuePlace): Map<string | undefined, CompleteObject> {
    const lazily = (member: GraphQLCompositeType): CompleteObject => {
      let complete: CompleteObject | undefined;
      return (value, state) => {
        complete ??= this.#compile(member, at);
        return complete(value, state);
      };
    };
    // a subgraph with an @interfaceObject, or a fetch without the type, leaves the type unknown
    const unknown = lazily(type);
    const byName = new Map<string | undefined, CompleteObject>([[undefined, unknown]]);
    if (isInterfaceType(type)) byName.set(type.name, unknown);
    for (const member of this.#plan.supergraph.apiSchema.getPossibleTypes(type))
      byName.set(member.name, lazily(member));
    return byName;
  }

  #compile(type: GraphQLCompositeType, { selectionSets, path }: ValuePlace): CompleteObject {
    return compileObject({ type, selectionSets, path }, this.#plan, this.#form);
  }

  #invalid(expected: string, { path }: ValuePlace): string {
    return `state.reportInvalid(${JSON.stringify(expected)}, ${this.#constant(path)})`;
  }

  #constant(value: unknown): string {
    return `c${this.#constants.push(value) - 1}`;
  }

  #name(): string {
    return `v${this.#names++}`;
  }
}

/** Place of a value: its field, and its path. */
interface ValuePlace {
  readonly place: string;
  readonly path: AnswerPath;
  readonly selectionSets: readonly SelectionSetNode[];
}

function isObjectCode(value: string): string {
  return `typeof ${value} === 'object' && ${value} !== null && !Array.isArray(${value})`;
}
