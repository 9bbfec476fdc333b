import { type ASTNode, type DirectiveNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';
import type { Variables } from '../values/variable-coercion.ts';
import type { ClientOperation } from './client-operation.ts';

/** Names of the variables on which `@skip` and `@include` of an operation depend. */
export function conditionVariables({ definition, fragments }: ClientOperation): readonly string[] {
  const names = new Set<string>();
  const collect = (directive: DirectiveNode): void => {
    const value = isCondition(directive) ? conditionOf(directive) : undefined;
    if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const node of [definition, ...fragments.values()]) visit(node, { [Kind.DIRECTIVE]: collect });
  return [...names];
}

/**
 * The operation without `@skip` and `@include`: excluded selections are removed, included ones lose the condition.
 *
 * Plans are made after conditions are decided: planners do not see that a conditional field conflicts with one that
 * another subgraph requires.
 */
export function decideConditions({ definition, fragments }: ClientOperation, variables: Variables): ClientOperation {
  const decide = (node: ASTNode): ASTNode | null | undefined => {
    if (!('directives' in node) || !node.directives?.length) return undefined;
    const directives = node.directives as readonly DirectiveNode[];
    if (!directives.every((directive) => letsIn(directive, variables))) return null;
    return { ...node, directives: directives.filter((directive) => !isCondition(directive)) } as ASTNode;
  };
  const visitor = { [Kind.FIELD]: decide, [Kind.INLINE_FRAGMENT]: decide, [Kind.FRAGMENT_SPREAD]: decide };
  return {
    definition: visit(definition, visitor),
    fragments: new Map(
      [...fragments].map(([name, node]): [string, FragmentDefinitionNode] => [name, visit(node, visitor)]),
    ),
  };
}

function letsIn(directive: DirectiveNode, variables: Variables): boolean {
  if (!isCondition(directive)) return true;
  const condition = conditionOf(directive);
  const isTrue =
    condition?.kind === Kind.VARIABLE
      ? variables[condition.name.value] === true
      : condition?.kind === Kind.BOOLEAN && condition.value;
  return isTrue === (directive.name.value === 'include');
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function conditionOf(directive: DirectiveNode) {
  return directive.arguments?.find(({ name }) => name.value === 'if')?.value;
}
