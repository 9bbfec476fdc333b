import { ELEMENTS, type Element } from '../file/model-graph.ts';
import { refuseIf } from '../file/unreadable.ts';
import type { Column, ConstantColumn, RowTensor } from '../model/column.ts';
import { addMargins, type Margin, scaleMargin, toMargin } from '../model/margin.ts';
import { mapColumns, type Rule } from './map-columns.ts';
import { inOneStep, intOf, type Operand, type Operator } from './operator.ts';

const identity = (x: number) => x;
const negative = (x: number) => -x;

const UNARY: Readonly<Record<string, (x: number) => number>> = {
  Identity: identity,
  Log: Math.log,
  Exp: Math.exp,
  Sqrt: Math.sqrt,
  Abs: Math.abs,
  Neg: negative,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Reciprocal: (x) => 1 / x,
  Tanh: Math.tanh,
  Sign: Math.sign,
  Relu: (x) => Math.max(0, x),
};

const LOGICAL: Readonly<Record<string, Rule>> = {
  IsNaN: (x: number) => Number(Number.isNaN(x)),
  Not: (x: number) => 1 - x,
  Equal: (a: unknown, b: unknown) => Number(a === b),
  Less: (a: number, b: number) => Number(a < b),
  LessOrEqual: (a: number, b: number) => Number(a <= b),
  Greater: (a: number, b: number) => Number(a > b),
  GreaterOrEqual: (a: number, b: number) => Number(a >= b),
  And: (a: number, b: number) => a * b,
  Or: (a: number, b: number) => Math.max(a, b),
  Xor: (a: number, b: number) => Number(a !== b),
};

const VARIADIC: Readonly<Record<string, (...values: number[]) => number>> = {
  Min: Math.min,
  Max: Math.max,
  Pow: (a, b) => a ** (b as number),
};

/** Two columns into one where they are not of one feature. */
type Combination = (a: Column, b: Column) => Column;

const BINARY: Readonly<Record<string, readonly [rule: Rule, combine: Combination]>> = {
  Add: [(a: number, b: number) => a + b, (a, b) => sum(a, b, 1)],
  Sub: [(a: number, b: number) => a - b, (a, b) => (isComplement(a, b) ? complement(b) : sum(a, b, -1))],
  Mul: [(a: number, b: number) => a * b, (a, b) => (a.kind === 'constant' ? product(b, a) : product(a, b))],
  Div: [(a: number, b: number) => a / b, (a, b) => product(a, b, (factor) => 1 / factor)],
};

/** Operators that work element by element. */
export const ARITHMETIC: Readonly<Record<string, Operator>> = {
  ...mapValues(UNARY, (rule) =>
    inOneStep((_, [x]) => [mapColumns(elementOf(x), [x], rule as Rule, ([column]) => same(rule, column))]),
  ),
  ...mapValues(LOGICAL, (rule) => inOneStep((_, inputs) => [mapColumns('boolean', inputs, rule)])),
  ...mapValues(VARIADIC, (rule) => inOneStep((_, inputs) => [mapColumns(elementOf(inputs[0]), inputs, rule as Rule)])),
  ...mapValues(BINARY, ([rule, combine]) =>
    inOneStep((_, inputs) => [
      mapColumns(elementOf(inputs[0]), inputs, rule, ([a, b]) => combine(a as Column, b as Column)),
    ]),
  ),
  Where: inOneStep((_, inputs) => [
    mapColumns(elementOf(inputs[1]), inputs, (condition: number, a: number, b: number) => (condition === 1 ? a : b)),
  ]),
  Clip: inOneStep((_, [x, low, high]) => [clip(x, low, high)]),
  Cast: inOneStep((node, [x]) => [cast(x as Operand, ELEMENTS.get(intOf(node, 'to', 0)))]),
};

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function elementOf(operand: Operand | undefined): Element {
  return operand?.element ?? 'float';
}

function same(rule: (x: number) => number, column: Column | undefined): Column {
  if (rule === negative) return { kind: 'margin', margin: scaleMargin(toMargin(column as Column), -1) };
  refuseIf(rule !== identity, 'a function of a sum');
  return column as Column;
}

function sum(a: Column, b: Column, sign: 1 | -1): Column {
  return { kind: 'margin', margin: addMargins(toMargin(a), scaleMargin(toMargin(b), sign)) };
}

function product(a: Column, b: Column, factorOf: (value: number) => number = (value) => value): Column {
  refuseIf(b.kind !== 'constant', 'a product of several features');
  const factor = factorOf((b as ConstantColumn).value as number);
  if (factor === 1) return a;
  return { kind: 'margin', margin: scaleMargin(toMargin(a), factor) };
}

/** Whether a difference is 1 − probability. */
function isComplement(a: Column, b: Column): boolean {
  return a.kind === 'constant' && a.value === 1 && b.kind === 'probability';
}

function complement(column: Column): Column {
  return { kind: 'probability', logOdds: scaleMargin((column as { logOdds: Margin }).logOdds, -1) };
}

/** Limits that are absent limit nothing; NaN stays. */
function clip(x: Operand | undefined, low: Operand | undefined, high: Operand | undefined): RowTensor {
  const above = low ? mapColumns(elementOf(x), [x, low], Math.max as Rule) : x;
  return mapColumns(elementOf(x), high ? [above, high] : [above], Math.min as Rule);
}

function cast(x: Operand, element: Element | undefined): RowTensor {
  refuseIf(element === undefined || (element === 'string') !== (x.element === 'string'), 'a conversion of text');
  const isNumber = element === 'float' || element === 'double';
  return mapColumns(
    element as Element,
    [x],
    (value: number) => value,
    ([column]) => {
      refuseIf(!isNumber, 'a function of a sum');
      return column as Column;
    },
  );
}
