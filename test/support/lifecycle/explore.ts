import { DomainError } from '../../../platform/errors.ts';
import type { Gate } from '../../../subgraphs/models/gates/gate.ts';
import { VERDICTS } from '../../../subgraphs/models/rollout/rules/verdict/judgement.ts';
import { nextWorld, WITHDRAWN } from './lifecycle-model.ts';
import type { Rules } from './lifecycle-rules.ts';
import { faultOf, nextWitness, UNSEEN, type Witness } from './lifecycle-safety.ts';
import { type Action, type Ask, emptyWorld, keyOf, type World } from './lifecycle-world.ts';

/** Bounds of an exploration. */
export interface Exploration {
  readonly gates: readonly Gate[];
  readonly rules: Rules;
  /** maximum number of consecutive actions */
  readonly depth: number;
  /** maximum number of versions */
  readonly versions: number;
}

/** Result of an exploration. */
export interface Explored {
  /** number of distinct worlds reached */
  readonly states: number;
  /** number of actions that were not refused */
  readonly transitions: number;
  /** whether no further world can be reached with any number of actions */
  readonly isClosed: boolean;
  /** the shortest sequence of actions that ends in a fault */
  readonly counterExample?: { readonly fault: string; readonly course: readonly string[] };
}

interface Node {
  readonly world: World;
  readonly witness: Witness;
  readonly action?: Action;
  readonly parent?: Node;
}

const ASKED: readonly Ask[] = ['CANARY', 'CANARY_STATED', 'IMMEDIATE', 'AB_TEST', 'SHADOW'];

/**
 * Applies every action in every world, breadth first, until a fault is found, the depth is reached or nothing is new.
 */
export function explore(exploration: Exploration): Explored {
  const { stackTraceLimit } = Error;
  // most actions are refused in most worlds, so their stacks are not collected
  Error.stackTraceLimit = 0;
  try {
    return search(exploration);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function search({ gates, rules, depth, versions }: Exploration): Explored {
  let level: Node[] = [{ world: emptyWorld(gates), witness: UNSEEN }];
  const seen = new Set([nodeKey(level[0] as Node)]);
  const actions = actionsOf(versions);
  let transitions = 0;
  for (let taken = 0; taken < depth && level.length > 0; taken++) {
    const next: Node[] = [];
    for (const node of level) {
      for (const action of actions) {
        const outcome = tryAction(node.world, action, rules, versions);
        if (outcome === undefined) continue;
        transitions += 1;
        const step = { before: node.world, action, after: outcome instanceof DomainError ? node.world : outcome };
        const fault =
          outcome instanceof DomainError ? 'a kill switch that chose a withdrawn version' : faultOf(step, node.witness);
        if (fault)
          return { states: seen.size, transitions, isClosed: false, counterExample: example(fault, node, action) };
        const reached = { world: step.after, witness: nextWitness(step, node.witness), action, parent: node };
        const key = nodeKey(reached);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
      }
    }
    level = next;
  }
  return { states: seen.size, transitions, isClosed: level.length === 0 };
}

/**
 * World after an action; undefined when it is refused, or changes nothing. A kill switch whose own choice is refused is
 * a fault.
 */
function tryAction(world: World, action: Action, rules: Rules, versions: number): World | DomainError | undefined {
  if (action.type === 'REGISTER' && world.versions.length >= versions) return undefined;
  try {
    const after = nextWorld(world, action, rules);
    return after === world ? undefined : after;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return action.type === 'KILL' && error.message === WITHDRAWN ? error : undefined;
  }
}

function nodeKey({ world, witness }: Node): string {
  return keyOf(world) + JSON.stringify(witness);
}

function example(fault: string, node: Node, last: Action): Explored['counterExample'] & {} {
  const course: string[] = [JSON.stringify(last)];
  for (let at: Node | undefined = node; at?.action; at = at.parent) course.unshift(JSON.stringify(at.action));
  return { fault, course };
}

function actionsOf(versions: number): readonly Action[] {
  const each = Array.from({ length: versions }, (_, i) => i + 1);
  return [
    ...(['REGISTER', 'ALERT', 'CALM'] as const).map((type) => ({ type })),
    ...(['REPLAYED', 'TIME', 'TRIP', 'PAUSE', 'RESUME', 'ADVANCE', 'ABORT'] as const).map((type) => ({ type })),
    { type: 'KILL' },
    ...each.flatMap((version) =>
      (['STAGE', 'ARCHIVE', 'PROMOTE', 'REQUEST'] as const).map((type) => ({ type, version })),
    ),
    { type: 'DAMAGE', version: 1 },
    ...(['ann', 'bob', 'cid'] as const).flatMap((by) => [
      { type: 'APPROVE', by, override: false } as const,
      { type: 'APPROVE', by, override: true } as const,
      { type: 'APPROVE_STEP', by } as const,
    ]),
    ...(['ann', 'bob'] as const).flatMap((by) => each.map((version) => ({ type: 'BACK_TO', version, by }) as const)),
    ...each.flatMap((version) => ASKED.map((ask) => ({ type: 'START', version, ask }) as const)),
    ...VERDICTS.flatMap((verdict) =>
      [0, 1_000].map((stepSamples) => ({ type: 'EVIDENCE', verdict, stepSamples }) as const),
    ),
  ];
}
