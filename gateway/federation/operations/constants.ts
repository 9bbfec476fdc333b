import { type ConstValueNode, type DocumentNode, Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';

/** Names that begin with two underscores belong to introspection: no enum of a schema has such a value. */
const PLACEHOLDER = /^__\d+$/;

/**
 * The constants of one operation, which planners do not get: they would have to parse a client's numbers and strings
 * and print them unchanged. An enum value replaces each; equal constants share one.
 */
export class Constants {
  readonly #values: ConstValueNode[] = [];
  readonly #names = new Map<string, string>();

  /** The part of an operation with placeholders instead of its constants. */
  lift<Node extends { readonly kind: string }>(part: Node): Node {
    const lift = (value: ConstValueNode): ConstValueNode => ({ kind: Kind.ENUM, value: this.#nameOf(value) });
    return visit(part as never, {
      [Kind.INT]: lift,
      [Kind.FLOAT]: lift,
      [Kind.STRING]: lift,
      [Kind.ENUM]: lift,
    });
  }

  /** An operation of a plan with its placeholders replaced by the constants. */
  restore(operation: string): { readonly text: string; readonly document: DocumentNode } {
    const document = parse(operation, { noLocation: true });
    if (this.#values.length === 0) return { text: operation, document };
    const restored = visit(document, {
      [Kind.ENUM]: ({ value }) => (PLACEHOLDER.test(value) ? this.#values[Number(value.slice(2))] : undefined),
    });
    return { text: stripIgnoredCharacters(print(restored)), document: restored };
  }

  #nameOf(value: ConstValueNode): string {
    const text = print(value);
    let name = this.#names.get(text);
    if (name === undefined) {
      name = `__${this.#values.length}`;
      this.#values.push(withoutLocation(value));
      this.#names.set(text, name);
    }
    return name;
  }
}

/** A location would retain the client's whole text. */
function withoutLocation({ loc: _, ...value }: ConstValueNode): ConstValueNode {
  return value as ConstValueNode;
}
