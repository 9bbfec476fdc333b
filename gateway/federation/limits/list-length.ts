import { type FieldNode, GraphQLError, type GraphQLField, Kind } from 'graphql';
import type { ListSize } from '../supergraph/cost-rules.ts';
import type { Variables } from '../values/variable-coercion.ts';
import type { Term } from './cost-term.ts';

/** Value of a slicing argument, from the document or the variables; undefined when it is not given. */
type Slice = (variables: Variables) => number | undefined;

/**
 * Length of a list by its `@listSize`: the largest of its slicing arguments, else the assumed size, else a default.
 *
 * Defaults of arguments count as given.
 *
 * @throws {GraphQLError} VALIDATION_FAILED, at once or for the variables, when the field requires exactly one slicing
 * argument
 */
export function listLength(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  rule: ListSize | undefined,
  defaultSize: number,
): Term {
  const size = rule?.assumedSize ?? defaultSize;
  const names = rule?.slicingArguments ?? [];
  if (!rule || names.length === 0) return size;
  const slices = names.map((name) => sliceOf(node, field, name));
  const length: Slice = (variables) => {
    const given = slices.map((slice) => slice(variables)).filter((value) => value !== undefined);
    if (rule.requireOneSlicingArgument !== false && given.length !== 1) throw refusal(field, names, given.length);
    return given.length > 0 ? Math.max(0, ...given) : size;
  };
  const isOpen = (node.arguments ?? []).some(
    ({ name, value }) => value.kind === Kind.VARIABLE && names.includes(name.value),
  );
  return isOpen ? (length as (variables: Variables) => number) : (length({}) as number);
}

function sliceOf(node: FieldNode, field: GraphQLField<unknown, unknown>, name: string): Slice {
  const preset = asNumber(field.args.find((arg) => arg.name === name)?.defaultValue);
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return (variables) => (variables[variable] === undefined ? preset : asNumber(variables[variable]));
  }
  if (value === undefined) return () => preset;
  const given = value.kind === Kind.INT ? Number(value.value) : undefined;
  return () => given;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function refusal(field: GraphQLField<unknown, unknown>, names: readonly string[], given: number): GraphQLError {
  return new GraphQLError(`${field.name}: found ${given} of the arguments ${names.join(', ')}, expected exactly one`, {
    extensions: { code: 'VALIDATION_FAILED' },
  });
}
