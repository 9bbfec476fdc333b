import type { Verdict } from './verdict/judgement.ts';

/** What can happen to a rollout. `at` is the time in epoch milliseconds, `by` a person. */
export type RolloutEvent =
  | { readonly type: 'START'; readonly at: number }
  /** an analysis was taken; `stepSamples` counts the challenger's requests in this step */
  | {
      readonly type: 'ANALYSED';
      readonly at: number;
      readonly verdict: Verdict;
      readonly stepSamples: number;
      readonly reason: string;
      /** why the rollout holds although a limit is breached */
      readonly hold?: string;
    }
  | { readonly type: 'TIME_PASSED'; readonly at: number }
  | { readonly type: 'PAUSE'; readonly at: number; readonly by: string }
  | { readonly type: 'RESUME'; readonly at: number; readonly by: string }
  /** go to the next step now, whatever time and samples say; an approval is still asked for */
  | { readonly type: 'ADVANCE'; readonly at: number; readonly by: string }
  | { readonly type: 'APPROVE'; readonly at: number; readonly by: string }
  /** its owner gives up */
  | { readonly type: 'ABORT'; readonly at: number; readonly by: string; readonly reason: string }
  /** a trip-wire tripped */
  | { readonly type: 'FAIL'; readonly at: number; readonly reason: string }
  /** it could not be judged for a while */
  | { readonly type: 'UNJUDGED'; readonly at: number; readonly reason: string }
  /** the kill switch */
  | { readonly type: 'ROLL_BACK'; readonly at: number; readonly by: string; readonly reason: string };

/** What must be done when a rollout changes, in the transaction that stores its new state. */
export type RolloutEffect =
  /** give the challenger this share of the traffic, and the champion the rest */
  | { readonly type: 'SET_SHARE'; readonly trafficShare: number }
  /** make the challenger the champion */
  | { readonly type: 'PROMOTE' }
  | {
      readonly type: 'RAISE_ALERT';
      readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
      readonly message: string;
    }
  /** keep the evidence of this moment with the reason */
  | { readonly type: 'STORE_EVIDENCE'; readonly reason: string };
