import type { Rewrite, RewriteSegment } from '../plan/query-plan.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { isObject, type ResponseObject, readKey, writeKey } from '../values/response-object.ts';

type Step = string | ReadonlySet<string>;

/** Changes of a plan to representations before they are sent, or to responses when they arrive. */
export class Rewriter {
  readonly #changes: readonly { readonly steps: readonly Step[]; readonly change: (object: ResponseObject) => void }[];
  /** client-facing names of response keys, by the name that the subgraph was queried with */
  readonly renamed: ReadonlyMap<string, string>;

  constructor(rewrites: readonly Rewrite[], supergraph: Supergraph) {
    const renamed = new Map<string, string>();
    this.#changes = rewrites.map((rewrite) => {
      const { path, change, to } = read(rewrite);
      const key = (path.at(-1) as { Key: string }).Key;
      if (to !== undefined) renamed.set(key, to);
      return { steps: path.slice(0, -1).map((segment) => stepOf(segment, supergraph)), change };
    });
    this.renamed = renamed;
  }

  /** @param type the object's type, for a response without it */
  apply(root: ResponseObject, type: string | undefined): void {
    for (const { steps, change } of this.#changes) walk(root, type, steps, 0, change);
  }
}

function read(rewrite: Rewrite): {
  path: readonly RewriteSegment[];
  change: (object: ResponseObject) => void;
  to?: string;
} {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo: to } = rewrite.KeyRenamer;
    const from = (path.at(-1) as { Key: string }).Key;
    return { path, to, change: (object) => rename(object, from, to) };
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  const key = (path.at(-1) as { Key: string }).Key;
  return { path, change: (object) => writeKey(object, key, setValueTo) };
}

/** The old key remains: it is not read any more, and deleting it would make the object slow. */
function rename(object: ResponseObject, from: string, to: string): void {
  const value = readKey(object, from);
  if (value !== undefined) writeKey(object, to, value);
}

function stepOf(segment: RewriteSegment, supergraph: Supergraph): Step {
  if ('Key' in segment) return segment.Key;
  return new Set(segment.TypenameEquals.flatMap((type) => [...supergraph.objectTypesOf(type)]));
}

function walk(
  value: unknown,
  type: string | undefined,
  steps: readonly Step[],
  index: number,
  change: (object: ResponseObject) => void,
): void {
  if (Array.isArray(value)) for (const item of value) walk(item, type, steps, index, change);
  if (!isObject(value)) return;
  const step = steps[index];
  if (step === undefined) change(value);
  else if (typeof step === 'string') walk(readKey(value, step), undefined, steps, index + 1, change);
  else if (step.has((value.__typename as string | undefined) ?? type ?? ''))
    walk(value, type, steps, index + 1, change);
}
