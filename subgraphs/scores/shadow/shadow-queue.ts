import type { FeatureVector } from '../../../lake/features/features.ts';
import type { GradePolicy } from '../../../scoring/grade.ts';
import { versionKey } from '../inference/scoring-version.ts';
import type { Prediction } from '../record/prediction.ts';
import type { Deployment } from '../versions/deployment-store.ts';

/** An answered request, as a shadow scores it. */
export interface ShadowRequest extends Pick<Prediction, 'cause' | 'leadClosed'> {
  readonly leadId: string | null;
  readonly requestId: string;
  readonly features: FeatureVector;
  /** epoch milliseconds; the features are as of this time */
  readonly scoredAt: number;
  /** that graded the answer: the grades of both are compared */
  readonly gradePolicy: GradePolicy;
  /** from the arrival of the request until its features were there, milliseconds */
  readonly readyMs: number;
}

/** A request queued for one shadow. */
export interface ShadowTask {
  readonly shadow: Deployment;
  readonly request: ShadowRequest;
}

/** Number of requests that were dropped for a shadow of a rollout. */
export interface ShadowDrop {
  readonly rollout: number;
  readonly version: number;
  readonly dropped: number;
}

/** Bounded queue of the requests for shadows, with counts of the dropped ones. */
export class ShadowQueue {
  readonly #capacity: number;
  readonly #onDrop: (shadow: Deployment) => void;
  #waiting: ShadowTask[] = [];
  readonly #drops = new Map<string, ShadowDrop>();

  /**
   * @param capacity most queued tasks
   * @param onDrop   called for each dropped task
   */
  constructor(capacity: number, onDrop: (shadow: Deployment) => void = () => undefined) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Queues a task, or drops it when the queue is full. */
  push(task: ShadowTask): void {
    if (this.#waiting.length < this.#capacity) this.#waiting.push(task);
    else this.drop([task]);
  }

  /** Removes the oldest task and others for the same version, in order. @param most most tasks */
  take(most: number): readonly ShadowTask[] {
    const [first] = this.#waiting;
    if (!first) return [];
    const key = versionKey(first.shadow);
    const taken: ShadowTask[] = [];
    const left: ShadowTask[] = [];
    for (const task of this.#waiting) {
      const isNext = taken.length < most && versionKey(task.shadow) === key;
      (isNext ? taken : left).push(task);
    }
    this.#waiting = left;
    return taken;
  }

  /** Counts tasks as dropped. */
  drop(tasks: readonly ShadowTask[]): void {
    for (const { shadow } of tasks) {
      this.#add({ rollout: shadow.rollout as number, version: shadow.version, dropped: 1 });
      this.#onDrop(shadow);
    }
  }

  /** Removes the counts; those that cannot be stored go back through {@link returnDrops}. */
  takeDrops(): readonly ShadowDrop[] {
    const drops = [...this.#drops.values()];
    this.#drops.clear();
    return drops;
  }

  returnDrops(drops: readonly ShadowDrop[]): void {
    for (const drop of drops) this.#add(drop);
  }

  #add({ rollout, version, dropped }: ShadowDrop): void {
    const key = `${rollout}:${version}`;
    const before = this.#drops.get(key)?.dropped ?? 0;
    this.#drops.set(key, { rollout, version, dropped: before + dropped });
  }
}
