import { DomainError } from '../../../platform/errors.ts';
import type { MeasuredVersion } from '../../../subgraphs/models/gates/evidence.ts';
import { DEFAULT_POLICY } from '../../../subgraphs/models/gates/promotion-policy.ts';
import { isInRollbackWindow } from '../../../subgraphs/models/rollout/rules/rollback-window.ts';
import type { RolloutEvent } from '../../../subgraphs/models/rollout/rules/rollout-event.ts';
import type { RolloutRequest } from '../../../subgraphs/models/rollout/rules/rollout-request.ts';
import { PENDING_ROLLOUT, type RolloutState } from '../../../subgraphs/models/rollout/rules/rollout-state.ts';
import type { RolloutStep } from '../../../subgraphs/models/rollout/rules/steps.ts';
import { type Accession, type ReignChange, reignsOf } from '../../../subgraphs/models/versions/rules/reign.ts';
import type { StageMove } from '../../../subgraphs/models/versions/rules/stage-rule.ts';
import type { Rules } from './lifecycle-rules.ts';
import { type Action, type Actor, type Ask, championsOf, type World, type WorldRollout } from './lifecycle-world.ts';

/** Maximum number of versions. */
export const VERSIONS = 3;

/** Message of the refusal of a version that is not in good standing. */
export const WITHDRAWN = 'withdrawn';

/** Duration of a step in the model; time passes in these units. */
const HOLD_MS = 1;

/** AUC by version: 2 is better than 1, and 3 worse than both. */
const AUC = [0.8, 0.85, 0.7];

const SCOPES: Readonly<Record<Actor, readonly string[]>> = {
  ann: ['models:promote'],
  bob: ['models:promote', 'models:approve'],
  cid: ['models:approve'],
};

/** Stated steps of a request: one hundredth, then, after an approval, all traffic. */
export const STATED_STEPS: readonly RolloutStep[] = [0.01, 1].map((trafficShare) => ({
  trafficShare,
  holdMs: HOLD_MS,
  minimumSamples: 10,
  needsApproval: false,
}));

/** Request for a rollout. Steps hold for one unit of the model instead of an hour. */
export const ASKS: Readonly<Record<Ask, Pick<RolloutRequest, 'strategy' | 'steps' | 'replayRows'>>> = {
  CANARY: { strategy: 'CANARY', replayRows: 0 },
  CANARY_STATED: { strategy: 'CANARY', steps: STATED_STEPS },
  IMMEDIATE: { strategy: 'IMMEDIATE', replayRows: 0 },
  AB_TEST: { strategy: 'AB_TEST', replayRows: 0 },
  SHADOW: { strategy: 'SHADOW' },
};

/**
 * World after an action: the use cases of production with the same rules, without a database.
 *
 * @throws {DomainError} when a rule refuses the action
 */
export function nextWorld(world: World, action: Action, rules: Rules): World {
  return new Transition(world, rules).take(action);
}

class Transition {
  #world: World;
  readonly #rules: Rules;

  constructor(world: World, rules: Rules) {
    this.#world = world;
    this.#rules = rules;
  }

  take(action: Action): World {
    const { versions, rollout } = this.#world;
    switch (action.type) {
      case 'REGISTER':
        if (versions.length === VERSIONS) refuse('enough versions');
        this.#set({ versions: [...versions, { stage: 'NONE', isIntact: true }] });
        break;
      case 'ALERT':
      case 'CALM':
        this.#set({ isAlerted: action.type === 'ALERT' });
        break;
      case 'DAMAGE':
        this.#setVersion(action.version, { isIntact: false });
        break;
      case 'STAGE':
      case 'ARCHIVE':
        if (rollout?.version === action.version) this.#rules.refuseDuringRollout('m', rollout);
        this.#move(action.type, action.version);
        break;
      case 'PROMOTE':
        this.#promote(action.version, undefined, false);
        break;
      case 'REQUEST':
        this.#rules.stageAfter('PROMOTE', this.#version(action.version).stage, 'm');
        if (this.#world.request) refuse('one request');
        this.#set({ request: { version: action.version, by: 'bob' } });
        break;
      case 'APPROVE':
        this.#approve(action.by, action.override);
        break;
      case 'START':
        this.#start(action.version, action.ask);
        break;
      case 'KILL':
      case 'BACK_TO':
        this.#rollBack(action);
        break;
      default:
        this.#rolloutEvent(action);
    }
    return this.#world;
  }

  #set(change: Partial<World>): void {
    this.#world = { ...this.#world, ...change };
  }

  #setVersion(version: number, change: Partial<World['versions'][number]>): void {
    this.#version(version);
    this.#set({ versions: this.#world.versions.map((each, i) => (i + 1 === version ? { ...each, ...change } : each)) });
  }

  #version(version: number): World['versions'][number] {
    return this.#world.versions[version - 1] ?? refuse(`no version ${version}`);
  }

  #move(action: StageMove, version: number, more: Partial<ReignChange> = {}): void {
    const to_stage = this.#rules.stageAfter(action, this.#version(version).stage, 'm');
    const { history } = this.#world;
    const id = (history.at(-1)?.id ?? 0) + 1;
    this.#setVersion(version, { stage: to_stage });
    this.#set({ history: [...history, { id, version, action, to_stage, reign_end: null, ...more }] });
  }

  #promote(version: number, approvedBy: Actor | undefined, override: boolean): void {
    this.#rules.refuseDuringRollout('m', this.#world.rollout);
    this.#rules.stageAfter('PROMOTE', this.#version(version).stage, 'm');
    const policy = { ...DEFAULT_POLICY, gates: this.#world.gates };
    const [champion] = championsOf(this.#world);
    const evidence = { candidate: measure(version), approvedBy, ...(champion && { champion: measure(champion) }) };
    const refusing = this.#rules.refusingGates(this.#rules.judgePromotion(evidence, policy), policy);
    if (refusing.length > 0 && !override) refuse('gates');
    this.#crown('PROMOTE', version);
  }

  #approve(by: Actor, override: boolean): void {
    const request = this.#world.request ?? refuse('no request');
    this.#requireApprover(by);
    this.#rules.requireOtherApprover({ id: 1, requested_by: request.by }, by);
    this.#promote(request.version, by, override);
    const { request: _, ...rest } = this.#world;
    this.#world = rest;
  }

  #requireApprover(by: Actor): void {
    this.#rules.requireScope({ identity: { subject: by, scopes: SCOPES[by] } }, 'models:approve', 'model');
  }

  #crown(accession: Accession, version: number): void {
    const move = accession === 'PROMOTE' ? 'PROMOTE' : 'ROLL_BACK';
    this.#rules.stageAfter(move, this.#version(version).stage, 'm');
    const isWelcome = accession === 'PROMOTE' || this.#rules.isInGoodStanding(reignsOf(this.#world.history), version);
    if (!isWelcome) refuse(WITHDRAWN);
    if (!this.#rules.isLoadable(this.#version(version).isIntact)) refuse('damaged');
    for (const champion of this.#rules.isReplaced() ? championsOf(this.#world) : [])
      this.#move('REPLACE', champion, { reign_end: this.#rules.reignEnd(accession, this.#world.isAlerted) });
    this.#move(move, version);
    // an alert is about the version that was champion until now
    this.#set({ isAlerted: false });
  }

  #start(version: number, ask: Ask): void {
    const { history, rollout, gates } = this.#world;
    this.#rules.refuseDuringRollout('m', rollout);
    const champion = championsOf(this.#world)[0] ?? refuse('no champion');
    const { stage, isIntact, rolledBackAt } = this.#version(version);
    const reigns = reignsOf(history);
    const isWayBack = this.#rules.isWayBack(reigns, version, rolledBackAt);
    const ground = { champion, isWayBack, needsApproval: gates.includes('APPROVAL') };
    const request = { model: 'm', version, ...ASKS[ask] };
    const { settings, beginsAtOnce } = this.#rules.resolveSettings(request, ground);
    const championships = reigns.map((reign) => reign.version);
    const isRetired = reigns.findLast((reign) => reign.version === version)?.isRetired === true;
    const isRecentChampion = isInRollbackWindow(championships, version) && !isRetired;
    const role = request.strategy === 'SHADOW' ? 'SHADOW' : 'CHALLENGER';
    const isWayBackNow = settings.isWayBack === true;
    const candidate = { name: 'm', version, role, stage, isRecentChampion, isWayBack: isWayBackNow } as const;
    const isTrial = this.#rules.goesOnTrial(candidate);
    if (!this.#rules.isLoadable(isIntact)) refuse('damaged');
    if (isTrial) this.#move('STAGE', version);
    const steps = settings.steps.map((step) => ({ ...step, holdMs: Math.min(step.holdMs, HOLD_MS) }));
    const { strategy } = request;
    const place = { state: PENDING_ROLLOUT, trafficShare: 0 };
    this.#set({
      rollout: { id: 1, version, strategy, settings: { ...settings, steps }, requestedBy: 'bob', ...place },
    });
    if (beginsAtOnce) this.#apply({ type: 'START', at: 0 });
  }

  #rollBack(action: Extract<Action, { readonly type: 'KILL' | 'BACK_TO' }>): void {
    if (action.type === 'BACK_TO') this.#requireApprover(action.by);
    const { rollout } = this.#world;
    if (rollout) this.#apply({ type: 'ROLL_BACK', at: 0, by: 'ann', reason: '' });
    const isNamed = action.type === 'BACK_TO';
    const version = isNamed ? action.version : this.#previousChampion();
    if (version !== undefined) this.#crown(isNamed ? 'ROLLBACK' : 'KILL_SWITCH', version);
    else if (!rollout) refuse('nowhere to go');
  }

  #previousChampion(): number | undefined {
    const damaged = new Set<number>();
    for (;;) {
      const version = this.#rules.previousChampion(reignsOf(this.#world.history), damaged);
      if (version === undefined || damaged.has(version)) return undefined;
      if (this.#rules.isLoadable(this.#version(version).isIntact)) return version;
      damaged.add(version);
    }
  }

  #rolloutEvent(action: Action): void {
    const { rollout } = this.#world;
    if (!rollout) refuse('no rollout');
    else if (action.type === 'TIME') {
      this.#set({ rollout: { ...rollout, state: later(rollout.state) } });
      this.#apply({ type: 'TIME_PASSED', at: 0 });
    } else {
      if (action.type === 'APPROVE_STEP') this.#requireApprover(action.by);
      this.#apply(eventOf(action));
    }
  }

  #apply(event: RolloutEvent): void {
    const rollout = this.#world.rollout as WorldRollout;
    const { strategy, settings, requestedBy: by, version } = rollout;
    const plan = { strategy, steps: settings.steps, requestedBy: by };
    const { state, effects } = this.#rules.nextRollout(plan, rollout.state, event);
    const share = effects.findLast((effect) => effect.type === 'SET_SHARE')?.trafficShare ?? rollout.trafficShare;
    const { rollout: _, ...ended } = this.#world;
    const isOver = state.status === 'COMPLETED' || state.status === 'ROLLED_BACK' || state.status === 'ABORTED';
    this.#world = isOver ? ended : { ...ended, rollout: { ...rollout, state: settled(state), trafficShare: share } };
    if (state.status === 'ROLLED_BACK' && strategy !== 'SHADOW')
      this.#setVersion(version, { rolledBackAt: this.#world.history.at(-1)?.id ?? 0 });
    if (effects.some(({ type }) => type === 'PROMOTE')) this.#crown(this.#rules.accessionOf({ settings }), version);
  }
}

function eventOf(action: Action): RolloutEvent {
  const by = 'by' in action ? action.by : 'ann';
  switch (action.type) {
    case 'REPLAYED':
      return { type: 'START', at: 0 };
    case 'TRIP':
      return { type: 'FAIL', at: 0, reason: '' };
    case 'EVIDENCE':
      return { type: 'ANALYSED', at: 0, reason: '', verdict: action.verdict, stepSamples: action.stepSamples };
    case 'APPROVE_STEP':
      return { type: 'APPROVE', at: 0, by };
    case 'PAUSE':
    case 'RESUME':
    case 'ADVANCE':
      return { type: action.type, at: 0, by };
    case 'ABORT':
      return { type: 'ABORT', at: 0, by, reason: '' };
    default:
      return refuse(action.type);
  }
}

function measure(version: number): MeasuredVersion {
  return { version, metrics: { auc: AUC[version - 1] as number }, holdout: 'same' };
}

/** The world one unit of time later, relative to that time. */
function later(state: RolloutState): RolloutState {
  const { runningSince, provenSince } = state;
  const proven = provenSince === undefined ? {} : { provenSince: provenSince - HOLD_MS };
  return settled({ ...state, runningSince: runningSince - HOLD_MS, ...proven });
}

/** Merges times that are equivalent: after a hold time has passed, its age does not matter. */
function settled({ provenSince, ...state }: RolloutState): RolloutState {
  const runningSince = Math.max(state.runningSince, -HOLD_MS);
  const heldMs = Math.min(state.heldMs, HOLD_MS);
  return {
    ...state,
    runningSince,
    heldMs,
    ...(provenSince !== undefined && { provenSince: Math.max(provenSince, -HOLD_MS) }),
  };
}

function refuse(message: string): never {
  throw new DomainError('STAGE_TRANSITION_REFUSED', message);
}
