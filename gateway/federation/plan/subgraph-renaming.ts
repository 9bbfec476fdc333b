import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import { argumentsOf } from '../supergraph/directives.ts';
import type { QueryPlan } from './query-plan.ts';

/**
 * Subgraph names for a planner whose result depends on their order.
 *
 * The planner finds a path from an `@interfaceObject` to the fields of one implementing type only if the subgraph that
 * defines the type comes first in alphabetical order. So subgraphs with interface objects get names that come last.
 */
export class SubgraphRenaming {
  /** the supergraph with the planner's names */
  readonly supergraphSdl: string;
  readonly #isChanged: boolean;

  /** @throws {GraphQLError} when the text is not GraphQL */
  constructor(supergraphSdl: string) {
    const document = parse(supergraphSdl, { noLocation: true });
    const last = graphsWithInterfaceObjects(document);
    this.#isChanged = last.size > 0;
    this.supergraphSdl = this.#isChanged ? print(renamed(document, last)) : supergraphSdl;
  }

  /** The plan with the supergraph's names. */
  restore(plan: QueryPlan): QueryPlan {
    return this.#isChanged ? (restored(plan) as QueryPlan) : plan;
  }
}

const EARLY = 'a_';
const LATE = 'b_';

function graphsWithInterfaceObjects(document: DocumentNode): ReadonlySet<unknown> {
  const graphs = new Set<unknown>();
  visit(document, {
    [Kind.DIRECTIVE]: (directive) => {
      if (directive.name.value !== 'join__type') return;
      const { graph, isInterfaceObject } = argumentsOf(directive as ConstDirectiveNode);
      if (isInterfaceObject === true) graphs.add(graph);
    },
  });
  return graphs;
}

function renamed(document: DocumentNode, last: ReadonlySet<unknown>): DocumentNode {
  const rename = (argument: ConstArgumentNode, prefix: string): ConstArgumentNode =>
    argument.name.value === 'name' && argument.value.kind === Kind.STRING
      ? { ...argument, value: { ...argument.value, value: prefix + argument.value.value } }
      : argument;
  const enter = (node: EnumTypeDefinitionNode): EnumTypeDefinitionNode | undefined => {
    if (node.name.value !== 'join__Graph') return undefined;
    const values = (node.values ?? []).map((value) => {
      const prefix = last.has(value.name.value) ? LATE : EARLY;
      const directives = (value.directives ?? []).map((directive) => ({
        ...directive,
        arguments: (directive.arguments ?? []).map((argument) => rename(argument, prefix)),
      }));
      return { ...value, directives };
    });
    return { ...node, values };
  };
  return visit(document, { [Kind.ENUM_TYPE_DEFINITION]: enter });
}

function restored(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(restored);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === 'serviceName' ? String(value).slice(EARLY.length) : restored(value),
    ]),
  );
}
