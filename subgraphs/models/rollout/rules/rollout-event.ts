import type { Verdict } from './verdict/judgement.ts';

/** Events of a rollout. `at` is the time in epoch milliseconds, `by` the subject of a person. */
export type RolloutEvent =
  | { readonly type: 'START'; readonly at: number }
  /** an analysis; `stepSamples` is the number of the challenger's requests in this step */
  | {
      readonly type: 'ANALYSED';
      readonly at: number;
      readonly verdict: Verdict;
      readonly stepSamples: number;
      readonly reason: string;
      /** reason why the rollout holds although a limit is breached */
      readonly hold?: string;
    }
  | { readonly type: 'TIME_PASSED'; readonly at: number }
  | { readonly type: 'PAUSE'; readonly at: number; readonly by: string }
  | { readonly type: 'RESUME'; readonly at: number; readonly by: string }
  /** moves to the next step now, regardless of time and samples; a required approval is still awaited */
  | { readonly type: 'ADVANCE'; readonly at: number; readonly by: string }
  | { readonly type: 'APPROVE'; readonly at: number; readonly by: string }
  /** ends it on request of a person */
  | { readonly type: 'ABORT'; readonly at: number; readonly by: string; readonly reason: string }
  /** a trip-wire tripped */
  | { readonly type: 'FAIL'; readonly at: number; readonly reason: string }
  /** it has not been evaluated for a while */
  | { readonly type: 'UNJUDGED'; readonly at: number; readonly reason: string }
  /** the kill switch */
  | { readonly type: 'ROLL_BACK'; readonly at: number; readonly by: string; readonly reason: string };

/** Actions to take when a rollout changes, in the transaction that stores its new state. */
export type RolloutEffect =
  /** gives the challenger this share of the traffic, and the champion the rest */
  | { readonly type: 'SET_SHARE'; readonly trafficShare: number }
  /** makes the challenger the champion */
  | { readonly type: 'PROMOTE' }
  | {
      readonly type: 'RAISE_ALERT';
      readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
      readonly message: string;
    }
  /** stores the analysis with the reason */
  | { readonly type: 'STORE_EVIDENCE'; readonly reason: string };
