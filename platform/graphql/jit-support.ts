import {
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  Kind,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/**
 * Whether graphql-jit compiles an operation rightly and in milliseconds.
 *
 * It does not for the response key `__proto__`, since it writes object literals, where that key would set the
 * prototype; and for variables of an input type that holds itself it works for seconds, then gives up.
 */
export function isJitSupported(schema: GraphQLSchema, document: DocumentNode): boolean {
  let compilable = true;
  visit(document, {
    [Kind.FIELD]: ({ alias, name }: FieldNode) => {
      if ((alias ?? name).value === '__proto__') compilable = false;
    },
    [Kind.VARIABLE_DEFINITION]: ({ type }: VariableDefinitionNode) => {
      const input = typeFromAST(schema, type as never);
      if (isInputType(input) && holdsItself(input, new Set())) compilable = false;
    },
  });
  return compilable;
}

function holdsItself(input: GraphQLInputType, outer: ReadonlySet<string>): boolean {
  const type = getNamedType(input);
  if (!isInputObjectType(type)) return false;
  if (outer.has(type.name)) return true;
  const inner = new Set([...outer, type.name]);
  return Object.values(type.getFields()).some((field) => holdsItself(field.type, inner));
}
