import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  print,
} from 'graphql';
import { MUTATION_WEIGHT } from '../../gateway/federation/limits/cost.ts';
import { DEFAULT_LIMITS } from '../../gateway/federation/limits/limits.ts';
import { CostRules } from '../../gateway/federation/supergraph/cost-rules.ts';
import { COMMON_ERRORS, FIELD_ERRORS, MUTATION_ERRORS, SUBSCRIPTION_ERRORS } from './field-errors.ts';
import { API_SCHEMA, GUARDED_PLACES, ROOT_TYPES, type RootType, SUPERGRAPH, scopeWords } from './graph-access.ts';
import { code, listed, page, section, sentence, table } from './markdown.ts';

const INTRODUCTION =
  'One section for each field of `Query`, `Mutation` and `Subscription`. [schema/api.graphql](../../schema/api.graphql) has every type with a description of each field; the explorer at `/graphql` shows the same.';

const costs = new CostRules(SUPERGRAPH);

type Field = GraphQLField<unknown, unknown>;

/** Page of the root fields: arguments, scope, errors and cost. */
export function graphqlPage(): string {
  return page(
    'GraphQL operations',
    INTRODUCTION,
    section('Common to all', commonParts()),
    ...ROOT_TYPES.map((root) => {
      const fields = Object.values(root.type.getFields());
      const names = fields.map(({ name }) => name);
      return section(root.title, [contents(root.title, names), ...fields.map((field) => fieldSection(root, field))]);
    }),
  );
}

function commonParts(): string[] {
  return [
    `Every operation can meet ${codes(COMMON_ERRORS)}; a mutation besides ${codes(MUTATION_ERRORS)}, a subscription besides ${codes(SUBSCRIPTION_ERRORS)}. [Errors](errors.md) has the cause and the cure of each.`,
    `Cost is what \`MAX_COST\` limits: an object weighs 1, a scalar or enum 0, a mutation ${MUTATION_WEIGHT}, an input object 1 and what it may hold; a list multiplies what is selected below it by its length. A list of which nothing else is said counts as \`DEFAULT_LIST_SIZE\` (${DEFAULT_LIMITS.defaultListSize}) long.`,
  ];
}

function contents(title: string, names: readonly string[]): string {
  const suffix = title.replace(/ies$/, 'y').replace(/s$/, '').toLowerCase();
  return names.map((name) => `[${code(name)}](#${suffix}-${name.toLowerCase()})`).join(', ');
}

function fieldSection({ title, type }: RootType, field: Field): string {
  const place = `${type.name}.${field.name}`;
  const kind = title.replace(/ies$/, 'y').replace(/s$/, '');
  const own = GUARDED_PLACES.get(place);
  const result = GUARDED_PLACES.get(getNamedType(field.type).name);
  const needs = own ? `Scope: ${scopeWords(own)}.` : 'Scope: none.';
  const shows =
    result && scopeWords(result) !== (own && scopeWords(own)) ? ` The answer is shown to ${scopeWords(result)}.` : '';
  const errors = [...new Set(FIELD_ERRORS[place] ?? [])];
  return section(
    `${kind} ${field.name}`,
    [
      field.description ?? '',
      `Returns ${code(String(field.type))}. ${needs}${shows}`,
      field.args.length > 0
        ? table(['argument', 'type', 'default', 'meaning'], field.args.map(argumentRow))
        : 'No arguments.',
      `Cost: ${costOf(type.name, field)}.`,
      errors.length > 0 ? `Errors: ${codes(errors)}.` : 'Errors: the common ones.',
    ],
    3,
  );
}

function argumentRow({ name, type, defaultValue, description }: GraphQLArgument): string[] {
  const preset = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return [code(name), code(String(type)), preset ? code(print(preset)) : '', sentence(description ?? '')];
}

/** The cost in words, by the rules that the gateway checks it with. */
function costOf(parent: string, field: Field): string {
  const type = API_SCHEMA.getType(parent) as Parameters<CostRules['fieldWeight']>[1];
  const named = getNamedType(field.type);
  const weight =
    costs.fieldWeight(API_SCHEMA, type, field.name) ??
    (parent === 'Mutation' ? MUTATION_WEIGHT : costs.typeWeight(API_SCHEMA, named));
  const rule = costs.listSize(API_SCHEMA, type, field.name);
  const length = listed(
    [
      ...(rule?.slicingArguments ?? []).map((name) => code(name)),
      ...(rule?.assumedSize ? [String(rule.assumedSize)] : []),
    ],
    'or',
  );
  const given = field.args.flatMap(({ name, type: argument }) => {
    const input = getNamedType(argument);
    const extra = costs.argumentWeight(parent, field.name, name, input);
    return extra > 0 && isInputObjectType(input) ? [`${extra} for ${code(name)}`] : [];
  });
  const below = rule?.sizedFields?.length
    ? `${length} × what is selected below ${listed(rule.sizedFields.map(code))}`
    : 'what is selected below it';
  const isList = isListType(getNullableType(field.type));
  const times = isList
    ? `${length || DEFAULT_LIMITS.defaultListSize} × (${weight} + ${below})`
    : `${weight} + ${below}`;
  return given.length > 0 ? `${times} + ${listed(given, 'and')}` : times;
}

function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}
