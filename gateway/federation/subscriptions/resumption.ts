import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  parse,
  parseType,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
/** Response key of an event's cursor. Aliases of clients never have this form. */
export const CURSOR_KEY = '__cursor';

/** Variable for the cursor at which a stream resumes. */
export const AFTER_VARIABLE = '__after';

/**
 * Rewrites a resumable subscription so that each event has its cursor, and a variable sets where it resumes.
 *
 * @param text an operation with one resumable root field; see `SubscriptionRoot`
 */
export function makeResumable(text: string, schema: GraphQLSchema): string {
  const info = new TypeInfo(schema);
  let afterType = '';
  const document = visit(
    parse(text, { noLocation: true }),
    visitWithTypeInfo(info, {
      [Kind.FIELD]: (node: FieldNode) => {
        if (info.getParentType() !== schema.getSubscriptionType()) return undefined;
        const after = info.getFieldDef()?.args.find(({ name }) => name === 'after');
        if (!after || !node.selectionSet) return undefined;
        afterType = String(after.type);
        return withCursor(node);
      },
    }),
  );
  const declared = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: variableNode(),
    type: parseType(afterType, { noLocation: true }),
  } as const;
  return print(
    visit(document, {
      [Kind.OPERATION_DEFINITION]: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), declared],
      }),
    }),
  );
}

function withCursor(node: FieldNode): FieldNode {
  const after: ArgumentNode = { kind: Kind.ARGUMENT, name: nameNode('after'), value: variableNode() };
  const cursor: FieldNode = { kind: Kind.FIELD, alias: nameNode(CURSOR_KEY), name: nameNode('cursor') };
  return {
    ...node,
    arguments: [...(node.arguments ?? []).filter(({ name }) => name.value !== 'after'), after],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(node.selectionSet?.selections ?? []), cursor] },
  };
}

function variableNode() {
  return { kind: Kind.VARIABLE, name: nameNode(AFTER_VARIABLE) } as const;
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}
