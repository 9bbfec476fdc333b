import type { Kysely } from 'kysely';
import { checkReason } from '../../../../platform/check-reason.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { MINUTE_MS } from '../../../../platform/time.ts';
import type { AlertScope } from '../rules/alert-identity.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { checkAlertRule } from '../rules/check-alert-rule.ts';
import type { AlertRow } from '../store/alert-store.ts';
import { insertMaintenance, type MaintenanceRow, updateMaintenance } from '../store/maintenance-store.ts';
import { type AlertRuleRow, putRule } from '../store/rule-store.ts';
import type { AlertEngine } from './alert-engine.ts';

/** Settings and collaborators of {@link AlertCommands}. */
export interface AlertCommandsOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly engine: AlertEngine;
}

/** Actor of a change, and the reason. */
export interface Author {
  readonly by: string;
  readonly reason: string;
}

/** Maintenance window to create or change. */
export interface MaintenanceRequest {
  /** id of the window to change; a new one is created when absent */
  readonly id?: string | undefined;
  readonly from: number;
  readonly until: number;
  readonly scope: AlertScope;
}

/** Longest mute of an alert, minutes: a year. */
export const LONGEST_MUTE_MINUTES = 525_600;

/** Actions of people on alerts, rules and maintenance windows. Each is stored with its actor and reason. */
export class AlertCommands {
  readonly #options: AlertCommandsOptions;

  constructor(options: AlertCommandsOptions) {
    this.#options = options;
  }

  /** @throws {DomainError} ALERT_NOT_FOUND, ALERT_ACTION_REFUSED unless it is open, VALIDATION_FAILED */
  acknowledge(id: string, { by, reason }: Author): Promise<AlertRow> {
    return this.#act(id, { type: 'ACKNOWLEDGE', at: this.#options.clock(), by }, reason);
  }

  /** @throws {DomainError} ALERT_NOT_FOUND, ALERT_ACTION_REFUSED unless one of its alerts is open, VALIDATION_FAILED */
  async acknowledgeIncident(id: string, { by, reason }: Author): Promise<void> {
    checkReason(reason);
    await this.#options.engine.acknowledgeIncident(id, { type: 'ACKNOWLEDGE', at: this.#options.clock(), by }, reason);
  }

  /** @throws {DomainError} ALERT_NOT_FOUND, ALERT_ACTION_REFUSED when it is over already, VALIDATION_FAILED */
  resolve(id: string, { by, reason }: Author): Promise<AlertRow> {
    return this.#act(id, { type: 'RESOLVE', at: this.#options.clock(), by }, reason);
  }

  /** @throws {DomainError} ALERT_NOT_FOUND; VALIDATION_FAILED, also for a mute of no length or of more than a year */
  async mute(id: string, minutes: number, { by, reason }: Author): Promise<AlertRow> {
    if (!(minutes > 0 && minutes <= LONGEST_MUTE_MINUTES))
      throw refusal('VALIDATION_FAILED', 'forMinutes', `${minutes}`, `1 to ${LONGEST_MUTE_MINUTES}`);
    return this.#act(id, { type: 'MUTE', at: this.#options.clock(), by, forMs: minutes * MINUTE_MS }, reason);
  }

  /** @throws {DomainError} ALERT_NOT_FOUND, VALIDATION_FAILED */
  unmute(id: string, { by, reason }: Author): Promise<AlertRow> {
    return this.#act(id, { type: 'UNMUTE', at: this.#options.clock(), by }, reason);
  }

  /** Puts a rule in force. @throws {DomainError} ALERT_RULE_INVALID naming every field that is wrong, VALIDATION_FAILED */
  async setRule(rule: AlertRule, { by, reason }: Author): Promise<AlertRuleRow> {
    const { db, log, clock } = this.#options;
    checkReason(reason);
    checkAlertRule(rule);
    const row = await putRule(db, rule, { at: clock(), by, reason });
    log.info({ rule: row.name, revision: row.revision, by }, 'alert rule set');
    return row;
  }

  /**
   * Creates or changes a maintenance window.
   *
   * @throws {DomainError} MAINTENANCE_WINDOW_NOT_FOUND; VALIDATION_FAILED when it ends before it begins
   */
  async setMaintenance(
    { id, from, until, scope }: MaintenanceRequest,
    { by, reason }: Author,
  ): Promise<MaintenanceRow> {
    const { db, log, clock } = this.#options;
    checkReason(reason);
    if (until <= from)
      throw refusal('VALIDATION_FAILED', 'window.until', new Date(until).toISOString(), 'a time after its start');
    const changed = { from_time: from, until_time: until, scope, changed_at: clock(), changed_by: by, reason };
    const row = id === undefined ? await insertMaintenance(db, changed) : await this.#replace(id, changed);
    log.info({ window: row.id, by }, 'maintenance window set');
    return row;
  }

  async #replace(id: string, changed: Omit<MaintenanceRow, 'id'>): Promise<MaintenanceRow> {
    const number = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
    const row = number === undefined ? undefined : await updateMaintenance(this.#options.db, number, changed);
    if (row) return row;
    throw new DomainError('MAINTENANCE_WINDOW_NOT_FOUND', `window.id: found ${id}, expected that of a window`);
  }

  async #act(id: string, event: Parameters<AlertEngine['act']>[1], reason: string): Promise<AlertRow> {
    checkReason(reason);
    return this.#options.engine.act(id, event, reason);
  }
}
