import type { Kysely } from 'kysely';
import type { Database } from '../../shared/database.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Signal, SignalSink } from '../signals/signal.ts';
import type { AlertEvent } from './alert-event.ts';
import { type AlertIdentity, alertKey, isInScope } from './alert-identity.ts';
import type { AlertOutlet } from './alert-outlet.ts';
import type { AlertRule } from './alert-rule.ts';
import { CALM_ALERT, isCalm } from './alert-state.ts';
import { type AlertRow, holdAlert, holdKnownAlert, listWaiting, readAlertStates } from './alert-store.ts';
import { applyAlertEvent, type Happened } from './apply-alert-event.ts';
import type { MaintenanceWindow } from './maintenance.ts';
import { windowsAt } from './maintenance-store.ts';
import { findRule, listRules } from './rule-store.ts';

/** What the alert engine works with. */
export interface AlertEngineOptions {
  readonly database: Database;
  readonly outlet: AlertOutlet;
  /** Tells subscribers that something happened to an alert. Called after the commit. */
  readonly publish: () => void;
}

/** Does further work in the transaction of a change; false: nothing is to change. */
export type ChangeGuard = (trx: Kysely<never>) => Promise<boolean>;

type Work = (trx: Kysely<never>, windows: readonly MaintenanceWindow[]) => Promise<readonly Happened[]>;

/**
 * Lets values, people and time happen to alerts.
 *
 * Each alert changes in a transaction that holds it from its first statement on: its state, its history and what is to be
 * sent are stored together, or not at all. So of two replicas that see the same breach at the same time one opens the
 * alert, and the other finds it open.
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
      rules.filter((rule) => isWatching(rule, signal)).map((rule) => ({ rule, signal, key: keyOf(rule, signal) })),
    );
    if (watched.length === 0) return;
    const states = await readAlertStates(
      this.#db,
      watched.map(({ key }) => key),
    );
    for (const { rule, signal, key } of watched) {
      if (isCalm(rule, states.get(key) ?? CALM_ALERT, signal.value)) continue;
      await this.#transact(signal.at, async (trx, windows) => [await this.#observe(trx, rule, signal, windows)]);
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
      const happened: Happened[] = [];
      if (await guard(trx)) {
        for (const rule of watching) happened.push(await this.#observe(trx, rule, signal, windows));
      }
      return happened;
    });
  }

  /**
   * Lets a person act on an alert that is, or has been, open.
   *
   * @param key of the alert
   * @throws {DomainError} ALERT_NOT_FOUND; ALERT_ACTION_REFUSED when its status does not allow it
   */
  async act(key: string, event: AlertEvent, reason?: string): Promise<AlertRow> {
    const [happened] = await this.#transact(event.at, async (trx, windows) => {
      const row = await holdKnownAlert(trx, key);
      if (row?.opening == null) throw new DomainError('ALERT_NOT_FOUND', `id: found ${key}, expected that of an alert`);
      const rule = await ruleOf(trx, row);
      return [await applyAlertEvent(trx, row, { rule, event, windows, reason }, this.#options.outlet)];
    });
    return (happened as Happened).row;
  }

  /** Lets time pass for the alerts that it can change: reminders, and what a mute or maintenance has kept back. */
  async passTime(at: number): Promise<void> {
    const event = { type: 'TIME_PASSED', at } as const;
    for (const key of await listWaiting(this.#db)) {
      await this.#transact(at, async (trx, windows) => {
        const row = await holdKnownAlert(trx, key);
        if (!row) return [];
        return [
          await applyAlertEvent(trx, row, { rule: await ruleOf(trx, row), event, windows }, this.#options.outlet),
        ];
      });
    }
  }

  async #rules(): Promise<readonly AlertRule[]> {
    return (await listRules(this.#db)).map(({ rule }) => rule);
  }

  async #observe(
    trx: Kysely<never>,
    rule: AlertRule,
    signal: Signal,
    windows: readonly MaintenanceWindow[],
  ): Promise<Happened> {
    const row = await holdAlert(trx, identityOf(rule, signal), rule.metric);
    const { at, from, value } = signal;
    const event = { type: 'OBSERVED', at, from, value: value ?? undefined } as const;
    return applyAlertEvent(trx, row, { rule, event, windows, signal }, this.#options.outlet);
  }

  async #transact(at: number, work: Work): Promise<readonly Happened[]> {
    const happened = await this.#db.transaction().execute(async (trx) => work(trx, await windowsAt(trx, at)));
    if (happened.some(({ isNews }) => isNews)) {
      this.#options.publish();
      this.#options.outlet.wake();
    }
    return happened;
  }
}

function isWatching(rule: AlertRule, signal: Signal): boolean {
  return rule.metric === signal.metric && isInScope(identityOf(rule, signal), rule.scope);
}

function keyOf(rule: AlertRule, signal: Signal): string {
  return alertKey(identityOf(rule, signal));
}

function identityOf({ name: rule }: AlertRule, { model, feature, slice }: Signal): AlertIdentity {
  return { rule, model, ...(feature !== undefined && { feature }), ...(slice !== undefined && { slice }) };
}

async function ruleOf(trx: Kysely<never>, { key, rule: name }: AlertRow): Promise<AlertRule> {
  const found = await findRule(trx, name);
  if (!found) throw new TypeError(`alert ${key}: its rule is gone`);
  return found.rule;
}
