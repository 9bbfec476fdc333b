import type { Kysely } from 'kysely';
import type { Database } from '../../../../platform/database/database.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { AlertEvent } from '../rules/alert-event.ts';
import { type AlertIdentity, alertKey, isInScope } from '../rules/alert-identity.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { CALM_ALERT, isCalm } from '../rules/alert-state.ts';
import { incidentKey } from '../rules/incident.ts';
import type { MaintenanceWindow } from '../rules/maintenance.ts';
import type { Signal, SignalSink } from '../rules/signal.ts';
import {
  type AlertRow,
  findIncidentOf,
  listWaiting,
  lockAlert,
  lockExistingAlert,
  readAlertStates,
} from '../store/alert-store.ts';
import {
  type LockedIncident,
  listUnacknowledged,
  lockExistingIncident,
  lockIncident,
} from '../store/incident-store.ts';
import { windowsAt } from '../store/maintenance-store.ts';
import { findRule, listRules } from '../store/rule-store.ts';
import { type AppliedEvent, applyAlertEvent } from './apply-alert-event.ts';
import { applyIncidentEvents, type MemberEvent } from './apply-incident-event.ts';
import type { DeliveryQueue } from './delivery-queue.ts';

/** Settings and collaborators of the {@link AlertEngine}. */
export interface AlertEngineOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  /** Wakes subscribers of alert events. Called after the commit. */
  readonly publish: () => void;
}

/** Further work in the transaction of a change; resolves to false when nothing is to change. */
export type ChangeGuard = (trx: Kysely<never>) => Promise<boolean>;

type Work = (trx: Kysely<never>, windows: readonly MaintenanceWindow[]) => Promise<readonly AppliedEvent[]>;

/**
 * Applies values, actions of people and the passing of time to alerts.
 *
 * Alerts of one incident change together, others one by one. Each changes in a transaction that locks it first: its state,
 * its history and its deliveries are stored together, or not at all. So of two replicas that observe the same breach at
 * the same time one opens the alert, and the other finds it open.
 */
export class AlertEngine implements SignalSink {
  readonly #options: AlertEngineOptions;
  readonly #db: Kysely<never>;

  constructor(options: AlertEngineOptions) {
    this.#options = options;
    this.#db = options.database.tables<never>();
  }

  async observe(signals: readonly Signal[]): Promise<void> {
    const rules = await this.#rules();
    const watched = signals.flatMap((signal) =>
      rules.filter((rule) => isWatching(rule, signal)).map((rule) => watchedOf(rule, signal)),
    );
    if (watched.length === 0) return;
    const states = await readAlertStates(
      this.#db,
      watched.map(({ key }) => key),
    );
    const restless = watched.filter(
      ({ rule, signal, key }) => !isCalm(rule, states.get(key) ?? CALM_ALERT, signal.value),
    );
    for (const group of groupByIncident(restless)) {
      const at = Math.max(...group.map(({ signal }) => signal.at));
      await this.#transact(at, (trx, windows) => this.#observeGroup(trx, group, windows));
    }
  }

  /**
   * Observes one value, and does further work in the same transaction, so that both happen exactly once.
   *
   * @param guard false: the value was observed before
   */
  async observeOnce(signal: Signal, guard: ChangeGuard): Promise<void> {
    const watching = (await this.#rules()).filter((rule) => isWatching(rule, signal));
    await this.#transact(signal.at, async (trx, windows) => {
      const applied: AppliedEvent[] = [];
      if (await guard(trx)) {
        for (const rule of watching) applied.push(...(await this.#observeGroup(trx, [{ rule, signal }], windows)));
      }
      return applied;
    });
  }

  /**
   * Applies the action of a person to an alert that is, or has been, open.
   *
   * @param key of the alert
   * @throws {DomainError} ALERT_NOT_FOUND; ALERT_ACTION_REFUSED when its status does not allow it
   */
  async act(key: string, event: AlertEvent, reason?: string): Promise<AlertRow> {
    const [applied] = await this.#transact(event.at, async (trx, windows) => {
      const incident = await this.#lockIncidentOf(trx, key);
      const row = await lockExistingAlert(trx, key);
      if (row?.opening == null) throw new DomainError('ALERT_NOT_FOUND', `id: found ${key}, expected that of an alert`);
      const occurrence = { rule: await ruleOf(trx, row), event, windows, reason };
      return this.#apply(trx, incident, [{ row, occurrence }]);
    });
    return (applied as AppliedEvent).row;
  }

  /**
   * Acknowledges every alert of an incident that nobody has acknowledged yet.
   *
   * @param key of the incident
   * @throws {DomainError} ALERT_NOT_FOUND; ALERT_ACTION_REFUSED when there is no such alert
   */
  async acknowledgeIncident(key: string, event: AlertEvent, reason?: string): Promise<void> {
    await this.#transact(event.at, async (trx, windows) => {
      const incident = await lockExistingIncident(trx, key);
      if (!incident) throw new DomainError('ALERT_NOT_FOUND', `id: found ${key}, expected that of an incident`);
      const members = await this.#members(trx, await listUnacknowledged(trx, key), { event, windows, reason });
      if (members.length > 0) return this.#apply(trx, incident, members);
      throw new DomainError(
        'ALERT_ACTION_REFUSED',
        `incident: found no alert with status OPEN, which alone can be acknowledged`,
      );
    });
  }

  /** Advances time for the alerts that it can change: sends reminders, and notifications that a mute or maintenance delayed. */
  async advanceTime(at: number): Promise<void> {
    const event = { type: 'TIME_PASSED', at } as const;
    for (const group of groupByIncident(await listWaiting(this.#db))) {
      const keys = group.map(({ key }) => key);
      await this.#transact(at, async (trx, windows) => {
        const incident = await this.#lockIncidentOf(trx, keys[0] as string);
        return this.#apply(trx, incident, await this.#members(trx, keys, { event, windows }));
      });
    }
  }

  async #rules(): Promise<readonly AlertRule[]> {
    return (await listRules(this.#db)).map(({ rule }) => rule);
  }

  async #observeGroup(
    trx: Kysely<never>,
    group: readonly Watched[],
    windows: readonly MaintenanceWindow[],
  ): Promise<readonly AppliedEvent[]> {
    const [{ signal: first }] = group as [Watched];
    const { check, model } = first;
    const incident = check && (await lockIncident(trx, { check, model }));
    const members: MemberEvent[] = [];
    for (const { rule, signal } of group) {
      const row = await lockAlert(trx, identityOf(rule, signal), rule.metric, incident?.key);
      const { at, from, value } = signal;
      const event = { type: 'OBSERVED', at, from, value: value ?? undefined } as const;
      members.push({ row, occurrence: { rule, event, windows, signal } });
    }
    return this.#apply(trx, incident, members);
  }

  async #members(
    trx: Kysely<never>,
    keys: readonly string[],
    occurrence: Omit<MemberEvent['occurrence'], 'rule'>,
  ): Promise<readonly MemberEvent[]> {
    const members: MemberEvent[] = [];
    for (const key of keys) {
      const row = await lockExistingAlert(trx, key);
      if (row) members.push({ row, occurrence: { ...occurrence, rule: await ruleOf(trx, row) } });
    }
    return members;
  }

  async #apply(
    trx: Kysely<never>,
    incident: LockedIncident | undefined,
    members: readonly MemberEvent[],
  ): Promise<readonly AppliedEvent[]> {
    const { queue } = this.#options;
    if (incident && members.length > 0) return applyIncidentEvents(trx, incident, members, queue);
    const applied: AppliedEvent[] = [];
    for (const { row, occurrence } of members) applied.push(await applyAlertEvent(trx, row, occurrence, queue));
    return applied;
  }

  /** Locks the incident before the alert itself: one order for all prevents deadlocks. */
  async #lockIncidentOf(trx: Kysely<never>, alert: string): Promise<LockedIncident | undefined> {
    const key = await findIncidentOf(trx, alert);
    return key === null ? undefined : lockExistingIncident(trx, key);
  }

  async #transact(at: number, work: Work): Promise<readonly AppliedEvent[]> {
    const applied = await this.#db.transaction().execute(async (trx) => work(trx, await windowsAt(trx, at)));
    if (applied.some(({ hasEvent }) => hasEvent)) {
      this.#options.publish();
      this.#options.queue.wake();
    }
    return applied;
  }
}

/** Groups by incident, for one transaction and one notice each; without an incident each is a group. */
function groupByIncident<Each extends { readonly key: string; readonly incident: string | null }>(
  all: readonly Each[],
): readonly (readonly [Each, ...Each[]])[] {
  const groups = new Map<string, [Each, ...Each[]]>();
  for (const each of all) {
    const name = each.incident === null ? `alert ${each.key}` : `incident ${each.incident}`;
    const group = groups.get(name);
    if (group) group.push(each);
    else groups.set(name, [each]);
  }
  return [...groups.values()];
}

function isWatching(rule: AlertRule, signal: Signal): boolean {
  return rule.metric === signal.metric && isInScope(identityOf(rule, signal), rule.scope);
}

/** Signal with a rule that watches it. */
interface Watched {
  readonly rule: AlertRule;
  readonly signal: Signal;
}

function watchedOf(
  rule: AlertRule,
  signal: Signal,
): Watched & { readonly key: string; readonly incident: string | null } {
  const { check, model } = signal;
  const incident = check === undefined ? null : incidentKey({ check, model });
  return { rule, signal, key: alertKey(identityOf(rule, signal)), incident };
}

function identityOf({ name: rule }: AlertRule, { model, feature, slice }: Signal): AlertIdentity {
  return { rule, model, ...(feature !== undefined && { feature }), ...(slice !== undefined && { slice }) };
}

async function ruleOf(trx: Kysely<never>, { key, rule: name }: AlertRow): Promise<AlertRule> {
  const found = await findRule(trx, name);
  if (!found) throw new TypeError(`alert ${key}: its rule is gone`);
  return found.rule;
}
