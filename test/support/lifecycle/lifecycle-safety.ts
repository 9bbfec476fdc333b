import { type Action, type Ask, championsOf, type World, type WorldRollout } from './lifecycle-world.ts';

/** Observations of an observer without knowledge of the rules, enough to judge whether traffic was earned. */
export interface Witness {
  /** end of the latest reign, by version */
  readonly past: Readonly<Record<number, 'PROVEN' | 'WITHDRAWN'>>;
  /** challengers whose rollout was rolled back after their latest reign */
  readonly rolledBack: readonly number[];
  /** versions that were archived by hand, and not moved to STAGING since */
  readonly outOfUse: readonly number[];
  /** of the open rollout */
  readonly course?: Course;
}

/** Progress of a rollout. */
interface Course {
  readonly isSkipping: boolean;
  readonly due: readonly DueStep[];
  /** of the latest evidence */
  readonly isSuccess: boolean;
  /** whether that had the samples of the step in force */
  readonly hasSamples: boolean;
  /** whether its hold time has passed */
  readonly isHeld: boolean;
}

interface DueStep {
  readonly share: number;
  readonly needsApproval: boolean;
  readonly samples: number;
  readonly isHolding: boolean;
}

/** No observations. */
export const UNSEEN: Witness = { past: {}, rolledBack: [], outOfUse: [] };

/** Steps that a request must take, written independently of production. */
const DUE: Readonly<Record<Ask, readonly DueStep[]>> = {
  CANARY: [due(0.1, 100), due(0.5, 100), due(1, 100)],
  CANARY_STATED: [due(0.01, 10), due(1, 10)],
  IMMEDIATE: [{ share: 1, needsApproval: true, samples: 0, isHolding: false }],
  AB_TEST: [due(0.5, 1_000)],
  SHADOW: [{ ...due(1, 100), needsApproval: false }],
};

/** Whether a version ranks at least 0.02 better than another, of 1, 2 and 3. */
const BETTER: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [1, 3], 3: [] };

function due(share: number, samples: number): DueStep {
  return { share, needsApproval: share === 1, samples, isHolding: true };
}

/** One action with its result. */
export interface Step {
  readonly before: World;
  readonly action: Action;
  readonly after: World;
}

/** Reason why a step gives unearned traffic, or breaks an invariant; undefined when it is sound. */
export function faultOf(step: Step, witness: Witness): string | undefined {
  return championFault(step, witness) ?? startFault(step, witness) ?? courseFault(step, witness) ?? endFault(step);
}

function championFault({ before, action, after }: Step, witness: Witness): string | undefined {
  const [old, now] = [championsOf(before), championsOf(after)];
  if (now.length > 1) return 'two champions';
  if (old.length > 0 && now.length === 0) return 'no champion after the first';
  const [champion] = now;
  if (champion === undefined || champion === old[0]) return undefined;
  if (!after.versions[champion - 1]?.isIntact) return 'a damaged champion';
  if (before.rollout && (action.type === 'PROMOTE' || action.type === 'APPROVE')) return 'a promotion beside a rollout';
  return arrivalFault({ before, action, after }, champion, witness);
}

function arrivalFault({ before, action }: Step, champion: number, witness: Witness): string | undefined {
  const isGated = before.gates.includes('APPROVAL');
  const isBetter = !championsOf(before).some((old) => !BETTER[champion]?.includes(old));
  const isArchived = before.versions[champion - 1]?.stage === 'ARCHIVED';
  switch (action.type) {
    case 'PROMOTE':
      if (isArchived) return 'a promotion from the archive';
      return isGated || !isBetter ? 'a promotion past a gate' : undefined;
    case 'APPROVE':
      if (isArchived) return 'a promotion from the archive';
      if (action.by !== 'cid') return 'an approval by nobody else';
      return isBetter || action.override ? undefined : 'an approval past a gate';
    case 'BACK_TO':
    case 'KILL':
      if (action.type === 'BACK_TO' && action.by === 'ann') return 'a rollback without the right to it';
      return witness.past[champion] === 'PROVEN' ? undefined : 'a rollback to a version without a proven reign';
    default:
      return completionFault(before, action, champion, witness);
  }
}

function completionFault(
  { rollout }: World,
  action: Action,
  champion: number,
  { course }: Witness,
): string | undefined {
  if (!rollout || !course || rollout.version !== champion) return `a champion by ${action.type}`;
  if (rollout.strategy === 'AB_TEST' || rollout.strategy === 'SHADOW') return 'a champion by a comparison';
  if (rollout.state.step !== course.due.length - 1) return 'a champion before its last step';
  return movesOn(action, course, rollout) ? undefined : 'a champion that did not pass its last step';
}

function startFault({ before, action, after }: Step, witness: Witness): string | undefined {
  if (action.type !== 'START' || !after.rollout) return undefined;
  const { stage, isIntact } = before.versions[action.version - 1] ?? {};
  const past = witness.past[action.version];
  if (!isIntact) return 'a damaged challenger';
  if (stage === 'PRODUCTION') return 'a champion that challenges itself';
  if (stage === 'ARCHIVED' && (!past || witness.outOfUse.includes(action.version))) return 'a challenger out of use';
  if (!isSkipping(after.rollout, action.ask)) return undefined;
  if (action.ask === 'CANARY_STATED') return 'stated steps that were dropped';
  const isProven = past === 'PROVEN' && !witness.rolledBack.includes(action.version);
  return isProven ? undefined : 'skipped steps without a proven reign';
}

/** Whether a rollout has other steps than its request: then a single step with all traffic. */
function isSkipping({ settings, strategy }: WorldRollout, ask: Ask): boolean {
  const isSame = DUE[ask].every(({ share, needsApproval }, i) => {
    const step = settings.steps[i];
    return step?.trafficShare === share && (step.needsApproval || !needsApproval);
  });
  return strategy !== 'SHADOW' && !isSame;
}

/**
 * Whether the share in force was earned: every earlier step was passed, and approved by another person where required.
 */
function courseFault({ before, action, after }: Step, witness: Witness): string | undefined {
  const { rollout } = after;
  const course = watchedCourse({ before, action, after }, witness);
  if (!rollout || !course) return undefined;
  const { step } = rollout.state;
  const share = course.due[step]?.share ?? 0;
  if (rollout.trafficShare !== share) return `a share of ${rollout.trafficShare} in a step of ${share}`;
  const from = before.rollout?.state.step ?? -1;
  if (step === from) return undefined;
  if (step !== from + 1) return 'a step that was left out';
  if (course.due[step]?.needsApproval) return isApproved(action) ? undefined : 'a step without its approval';
  const isBeginning = action.type === 'START' || action.type === 'REPLAYED';
  if (from === -1) return isBeginning || isApproved(action) ? undefined : 'a first step before its start';
  return movesOn(action, course, before.rollout as WorldRollout) ? undefined : 'a step that was not passed';
}

/** The possible approver: bob requests everything, and ann may not approve. */
function isApproved(action: Action): boolean {
  return action.type === 'APPROVE_STEP' && action.by === 'cid';
}

/** Whether the step in force may end: a person advances it, or it was proven for its hold time. */
function movesOn(action: Action, course: Course, { state: { step, status } }: WorldRollout): boolean {
  if (action.type === 'ADVANCE') return true;
  const current = course.due[step];
  if (status !== 'RUNNING' || !current) return false;
  const isHeld = !current.isHolding || course.isHeld || action.type === 'TIME';
  if (action.type === 'EVIDENCE')
    return isHeld && action.verdict === 'SUCCESS' && action.stepSamples >= current.samples;
  return action.type === 'TIME' && isHeld && course.isSuccess && course.hasSamples;
}

/** The end of a rollout ends its traffic, and does not make its challenger champion. */
function endFault({ before, action, after }: Step): string | undefined {
  const isFailure = action.type === 'EVIDENCE' && action.verdict === 'FAILURE';
  if (!before.rollout || !(isFailure || action.type === 'TRIP' || action.type === 'ABORT')) return undefined;
  const isPending = before.rollout.state.status === 'PENDING';
  if (after.rollout && !(isFailure && isPending)) return `a rollout that goes on after ${action.type}`;
  return championsOf(after)[0] === championsOf(before)[0] ? undefined : `a champion after ${action.type}`;
}

/** Observations after a sound step. */
export function nextWitness(step: Step, witness: Witness): Witness {
  const { before, action, after } = step;
  const { course: _, ...known } = witness;
  const course = after.rollout && seenCourse(step, watchedCourse(step, witness));
  return { ...reignSeen(before, action, after, known, witness.course), ...(course && { course }) };
}

function reignSeen(
  before: World,
  action: Action,
  after: World,
  { past, rolledBack, outOfUse }: Omit<Witness, 'course'>,
  course: Course | undefined,
): Omit<Witness, 'course'> {
  const [old, now] = [championsOf(before)[0], championsOf(after)[0]];
  const without = (list: readonly number[], version: number | undefined) => list.filter((each) => each !== version);
  const isChanged = old !== now;
  const isBack = action.type === 'KILL' || action.type === 'BACK_TO' || course?.isSkipping === true;
  const end = isBack || before.isAlerted ? ('WITHDRAWN' as const) : ('PROVEN' as const);
  const named = 'version' in action ? action.version : undefined;
  const isArchived = action.type === 'ARCHIVE' && named !== undefined;
  const isEnded = before.rollout && !after.rollout && !['ABORT', 'TIME', 'ADVANCE'].includes(action.type);
  const isSuccess = action.type === 'EVIDENCE' && action.verdict !== 'FAILURE';
  const failed = isEnded && !isSuccess && before.rollout?.strategy !== 'SHADOW' ? before.rollout?.version : undefined;
  const tainted = failed === undefined ? rolledBack : [...without(rolledBack, failed), failed].sort();
  const retired = isArchived ? [...without(outOfUse, named), named].sort() : outOfUse;
  return {
    past: {
      ...past,
      ...(isChanged && old !== undefined && { [old]: end }),
      ...(isArchived && past[named] && { [named]: 'WITHDRAWN' as const }),
    },
    rolledBack: isChanged ? without(tainted, now) : tainted,
    outOfUse: isChanged ? without(retired, now) : action.type === 'STAGE' ? without(retired, named) : retired,
  };
}

/** Progress of the open rollout after a step. */
function watchedCourse({ before, action, after }: Step, { course }: Witness): Course | undefined {
  if (action.type !== 'START' || before.rollout || !after.rollout) return course;
  const skips = isSkipping(after.rollout, action.ask);
  const needsApproval = after.gates.includes('APPROVAL');
  const steps = skips ? [{ share: 1, needsApproval, samples: 0, isHolding: false }] : DUE[action.ask];
  return { isSkipping: skips, due: steps, isSuccess: false, hasSamples: false, isHeld: false };
}

function seenCourse({ before, action, after }: Step, course: Course | undefined): Course | undefined {
  if (!course) return undefined;
  const judged = action.type === 'EVIDENCE' ? seenEvidence(course, action, after.rollout?.state.step ?? -1) : course;
  const isEntered = after.rollout?.state.step !== (before.rollout?.state.step ?? -1);
  const next = course.due[after.rollout?.state.step ?? -1];
  if (isEntered) return { ...judged, isHeld: false, hasSamples: judged.isSuccess && next?.samples === 0 };
  const isRunning = before.rollout?.state.status === 'RUNNING';
  return action.type === 'TIME' && isRunning ? { ...judged, isHeld: true } : judged;
}

function seenEvidence(course: Course, action: Action & { readonly type: 'EVIDENCE' }, step: number): Course {
  const isSuccess = action.verdict === 'SUCCESS';
  return { ...course, isSuccess, hasSamples: isSuccess && action.stepSamples >= (course.due[step]?.samples ?? 0) };
}
