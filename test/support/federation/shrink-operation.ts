import { type ASTNode, type DocumentNode, type GraphQLSchema, Kind, print, validate, visit } from 'graphql';
import type { RandomOperation } from './random-operation.ts';
import { tidy } from './tidy-operation.ts';

/**
 * Makes an operation smaller as long as it still fails: takes out selections, directives, aliases and arguments, one
 * after the other, and puts the inside of an inline fragment in its place.
 *
 * @param fails whether an operation shows the fault
 */
export async function shrink(
  schema: GraphQLSchema,
  operation: RandomOperation,
  fails: (smaller: RandomOperation) => Promise<boolean>,
): Promise<RandomOperation> {
  let { document } = operation;
  const { variables } = operation;
  for (let index = 0; ; ) {
    const smaller = without(document, index);
    if (smaller === undefined) return { document, variables };
    const tidied = tidy(schema, smaller);
    const isSmaller = print(tidied).length < print(document).length && validate(schema, tidied).length === 0;
    if (isSmaller && (await fails({ document: tidied, variables }))) {
      document = tidied;
      index = 0;
    } else index++;
  }
}

/** The document with the n-th of its possible simplifications; undefined when it has fewer. */
function without(document: DocumentNode, wanted: number): DocumentNode | undefined {
  let seen = 0;
  const isWanted = (): boolean => seen++ === wanted;
  const changed: DocumentNode = visit(document, {
    enter: (node: ASTNode) => {
      switch (node.kind) {
        case Kind.FIELD:
          if (isWanted()) return null;
          return node.alias && isWanted() ? { ...node, alias: undefined } : undefined;
        case Kind.INLINE_FRAGMENT:
          if (isWanted()) return null;
          return node.typeCondition && isWanted() ? { ...node, typeCondition: undefined } : undefined;
        case Kind.FRAGMENT_SPREAD:
        case Kind.DIRECTIVE:
        case Kind.ARGUMENT:
          return isWanted() ? null : undefined;
        default:
          return undefined;
      }
    },
  });
  return seen > wanted ? unwrapped(changed) : undefined;
}

/** Without inline fragments that have neither a condition nor a directive. */
function unwrapped(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave: (node) => ({
        ...node,
        selections: node.selections.flatMap((selection) =>
          selection.kind === Kind.INLINE_FRAGMENT && !selection.typeCondition && !selection.directives?.length
            ? selection.selectionSet.selections
            : [selection],
        ),
      }),
    },
  });
}
