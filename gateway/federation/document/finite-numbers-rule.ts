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
 * Refuses literals that are no finite number of 64 bits, such as `1e400`, where a Float or a custom scalar is expected.
 *
 * The GraphQL specification demands it of Float; graphql-js 16 makes them Infinity, which JSON carries as null. An ID is
 * the text of its literal, however long; for Int there is a rule already.
 */
export function FiniteNumbersRule(context: ValidationContext): ASTVisitor {
  const check = (node: FloatValueNode | IntValueNode): void => {
    const type = getNamedType(context.getInputType());
    if (type === GraphQLID || type === GraphQLInt || Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError(`found ${node.value}, expected a finite number of 64 bits`, { nodes: node }));
  };
  return { FloatValue: check, IntValue: check };
}
