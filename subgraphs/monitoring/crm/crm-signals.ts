import { SECOND_MS } from '../../../platform/time.ts';
import { CRM_SUBJECT, severityRank } from '../alerts/rules/alert-rule.ts';
import type { Signal } from '../alerts/rules/signal.ts';
import type { CrmStateRow } from './crm-store.ts';

/**
 * Signals of the link to the CRM: by entity how far the sync is behind and whether a fault stops it, by target how long the
 * oldest score waits, by both what is parked. The lag of an entity is null before the end of its backfill.
 *
 * @param at now, epoch milliseconds
 */
export function crmSignals(states: readonly CrmStateRow[], at: number): readonly Signal[] {
  return states.flatMap((state) => (state.direction === 'IN' ? syncSignals(state, at) : writeBackSignals(state, at)));
}

function syncSignals(state: CrmStateRow, at: number): readonly Signal[] {
  const { behind_since: behindSince, stopped_code: code, parked } = state;
  const lag = behindSince === null ? null : secondsSince(behindSince, at);
  return [
    signal('CRM_SYNC_LAG_SECONDS', state, lag, at),
    signal('CRM_SYNC_STOPPED', state, code === null ? 0 : severityRank('CRITICAL'), at),
    signal('CRM_PARKED_ROWS', state, parked, at),
  ];
}

function writeBackSignals(state: CrmStateRow, at: number): readonly Signal[] {
  const { behind_since: waitingSince, parked } = state;
  const lag = waitingSince === null ? 0 : secondsSince(waitingSince, at);
  return [signal('CRM_WRITE_BACK_LAG_SECONDS', state, lag, at), signal('CRM_PARKED_ROWS', state, parked, at)];
}

function secondsSince(since: number, at: number): number {
  return Math.max(0, at - since) / SECOND_MS;
}

function signal(metric: Signal['metric'], state: CrmStateRow, value: number | null, at: number): Signal {
  const { direction, name, behind_since, stopped_code, stopped_message, stopped_since } = state;
  const evidence = {
    ...{ direction, name, behindSince: behind_since },
    ...{ code: stopped_code, message: stopped_message, stoppedSince: stopped_since },
  };
  return { model: CRM_SUBJECT, check: 'CRM', metric, feature: name, value, at, evidence };
}
