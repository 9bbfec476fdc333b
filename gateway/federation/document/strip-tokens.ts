import { type ASTNode, type DocumentNode, type Location, visit } from 'graphql';

/**
 * Lets go of the tokens of a parsed document, changing it in place: they are linked to each other, so that one node keeps
 * all of them alive, and take several times the memory of the nodes. What errors are located by stays.
 */
export function stripTokens(document: DocumentNode): void {
  visit(document, {
    enter: (node: ASTNode) => {
      if (!node.loc) return;
      const { start, end, source } = node.loc;
      (node as { loc: Partial<Location> }).loc = { start, end, source };
    },
  });
}
