import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/** Any JSON value. Only for documents whose form another standard owns; everything else has a type. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value, such as a document whose form another standard owns.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
