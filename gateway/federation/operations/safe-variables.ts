import { Kind, type OperationDefinitionNode, type VariableNode, visit } from 'graphql';
import type { ClientOperation } from './client-operation.ts';

/** An operation whose variable names are safe for every executor, with the client's names. */
export interface SafeVariables {
  readonly operation: ClientOperation;
  /** the client's names of the renamed variables, by their new names */
  readonly clientNames: ReadonlyMap<string, string>;
}

/**
 * Renames variables whose names GraphQL allows but which are reserved here: those of `Object.prototype`, which
 * executors look up in plain objects, and those that the planner and the gateway use for entities and cursors.
 */
export function withSafeVariables(operation: ClientOperation): SafeVariables {
  const names = variableNames(operation.definition);
  const safeNames = new Map<string, string>();
  for (const name of names) {
    if (!isReserved(name)) continue;
    let number = 1;
    while (names.has(`_${number}_${name}`)) number++;
    safeNames.set(name, `_${number}_${name}`);
  }
  if (safeNames.size === 0) return { operation, clientNames: new Map() };
  const rename = (node: VariableNode): VariableNode | undefined => {
    const value = safeNames.get(node.name.value);
    return value === undefined ? undefined : { ...node, name: { ...node.name, value } };
  };
  const visitor = { [Kind.VARIABLE]: rename };
  return {
    operation: {
      definition: visit(operation.definition, visitor),
      fragments: new Map([...operation.fragments].map(([name, node]) => [name, visit(node, visitor)])),
    },
    clientNames: new Map([...safeNames].map(([client, safe]) => [safe, client])),
  };
}

function variableNames({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlySet<string> {
  return new Set(variableDefinitions.map(({ variable }) => variable.name.value));
}

function isReserved(name: string): boolean {
  return name in Object.prototype || name === 'representations' || name.startsWith('__');
}
