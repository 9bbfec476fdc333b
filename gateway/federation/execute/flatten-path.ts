import type { FlattenSegment } from '../plan/query-plan.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { isObject, type ResponseObject, type ResponsePath, readKey } from '../values/response-object.ts';

type Step = string | ReadonlySet<string>;

/** A path of a plan, compiled to find the objects at it. Lists on the way, of any depth, are traversed. */
export class FlattenPath {
  readonly #steps: readonly Step[];

  constructor(segments: readonly FlattenSegment[], supergraph: Supergraph) {
    this.#steps = segments.flatMap((segment): Step[] => {
      if (segment === '@') return [];
      if ('Field' in segment) return [segment.Field];
      return [new Set(segment.TypeCondition.flatMap((type) => [...supergraph.objectTypesOf(type)]))];
    });
  }

  /** Adds the objects at the path, in response order; an object that occurs twice is added twice. */
  collect(root: ResponseObject, found: ResponseObject[]): void {
    collect(root, this.#steps, 0, found);
  }

  /** Paths of the same objects in the same order; needed for errors only. */
  locate(root: ResponseObject): ResponsePath[] {
    const found: ResponsePath[] = [];
    locate(root, this.#steps, 0, [], found);
    return found;
  }
}

function collect(value: unknown, steps: readonly Step[], index: number, found: ResponseObject[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, steps, index, found);
    return;
  }
  if (!isObject(value)) return;
  const step = steps[index];
  if (step === undefined) found.push(value);
  else if (typeof step === 'string') collect(readKey(value, step), steps, index + 1, found);
  else if (isOneOf(step, value)) collect(value, steps, index + 1, found);
}

function locate(
  value: unknown,
  steps: readonly Step[],
  index: number,
  path: (string | number)[],
  found: ResponsePath[],
): void {
  if (Array.isArray(value)) {
    value.forEach((item, position) => {
      locate(item, steps, index, [...path, position], found);
    });
    return;
  }
  if (!isObject(value)) return;
  const step = steps[index];
  if (step === undefined) found.push(path);
  else if (typeof step === 'string') locate(readKey(value, step), steps, index + 1, [...path, step], found);
  else if (isOneOf(step, value)) locate(value, steps, index + 1, path, found);
}

/** An object of unknown type matches: its type was not fetched because only one is possible. */
function isOneOf(types: ReadonlySet<string>, { __typename: type }: ResponseObject): boolean {
  return type === undefined || types.has(type as string);
}
