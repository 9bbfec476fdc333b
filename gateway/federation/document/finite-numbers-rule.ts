import {
  type ASTVisitor,
  type FloatValueNode,
  GraphQLError,
  GraphQLID,
  GraphQLInt,
  getNamedType,
  type IntValueNode,
  type ValidationContext,
} from 'graphql';

/**
 * Refuses literals that are not finite 64-bit numbers, such as `1e400`, for a Float or a custom scalar.
 *
 * The GraphQL specification demands it for Float; graphql-js 16 makes them Infinity, which JSON serialises as null. An
 * ID is the text of its literal, however long; Int has a rule of its own.
 */
export function FiniteNumbersRule(context: ValidationContext): ASTVisitor {
  const check = (node: FloatValueNode | IntValueNode): void => {
    const type = getNamedType(context.getInputType());
    if (type === GraphQLID || type === GraphQLInt || Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError(`found ${node.value}, expected a finite number of 64 bits`, { nodes: node }));
  };
  return { FloatValue: check, IntValue: check };
}
