import type { FieldNode } from 'graphql';
import type { Supergraph } from './supergraph.ts';

const PREFIX = '_client_';

/**
 * The response keys under which subgraphs are asked.
 *
 * A client may call a field what another field is called, `{ id: name }`; but keys and requirements are fetched into the
 * same objects under their own names. So an alias that could be taken for something else gets a prefix on its way to
 * the subgraphs, and loses it in the answer.
 */
export function fetchKey({ alias, name }: FieldNode, supergraph: Supergraph): string {
  if (!alias || alias.value === name.value) return name.value;
  const isSafe =
    !alias.value.startsWith('_') && !(alias.value in Object.prototype) && !supergraph.hasField(alias.value);
  return isSafe ? alias.value : PREFIX + alias.value;
}

/** The client's response key for a key of a subgraph's answer. */
export function clientKey<Segment extends string | number>(key: Segment): Segment | string {
  return typeof key === 'string' && key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
}
