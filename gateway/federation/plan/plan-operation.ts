import { type FieldNode, Kind, type OperationDefinitionNode, OperationTypeNode, print } from 'graphql';
import type { Constants } from '../operations/constants.ts';
import type { Planner } from './planner.ts';
import type { PlanNode } from './query-plan.ts';

/**
 * Plans an operation in its normal form.
 *
 * Each root field of a mutation has a plan of its own, and the plans run one after the other: everything below a field
 * is resolved before the next field starts, as the GraphQL specification demands. Planners would interleave the fetches
 * of successive mutations.
 *
 * @param constants collects the constants of the operation; its fetches must be restored with them
 * @param rewrite   changes the text before planning
 * @returns undefined when there is nothing to fetch
 * @throws {Error} when the planner has no plan
 */
export async function planOperation(
  operation: OperationDefinitionNode,
  planner: Planner,
  constants: Constants,
  rewrite: (text: string) => string = (text) => text,
): Promise<PlanNode | undefined> {
  const parts = operation.operation === OperationTypeNode.MUTATION ? rootFields(operation) : [operation];
  const plans = await Promise.all(parts.map((part) => planner.plan(rewrite(print(constants.lift(part))))));
  const nodes = plans.flatMap(({ node }) => node ?? []);
  return nodes.length > 1 ? { kind: 'Sequence', nodes } : nodes[0];
}

/** Each root field as an operation of its own: in the normal form, no fragment encloses them. */
function rootFields(operation: OperationDefinitionNode): OperationDefinitionNode[] {
  return operation.selectionSet.selections
    .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
    .filter(({ name }) => name.value !== '__typename')
    .map((field) => ({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } }));
}
