import 'reflect-metadata';
import { Arg, Ctx, Directive, Float, ID, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { WRITE } from '../../graph/scopes.ts';
import type { AlertDeliveries } from '../deliveries/alert-deliveries.ts';
import type { AlertCommands, Author } from '../engine/alert-commands.ts';
import { DEFAULT_CHANNELS } from '../rules/alert-rule.ts';
import type { AlertRow } from '../store/alert-store.ts';
import type { Alert } from './alert.ts';
import { AlertChannel } from './alert-enums.ts';
import { AlertRuleInput, MaintenanceWindowInput } from './alert-inputs.ts';
import {
  AcknowledgeAlertPayload,
  MuteAlertPayload,
  ResolveAlertPayload,
  SetAlertRulePayload,
  SetMaintenanceWindowPayload,
  TestAlertChannelPayload,
  UnmuteAlertPayload,
} from './alert-payloads.ts';
import { presentAlert, presentMaintenance, presentRule, ruleOf, scopeOf } from './present-alert.ts';

const ALERT_ID = { description: 'Id of the alert.' };
const REASON = { description: 'Reason, stored with the subject that gave it, at most 1,000 characters.' };

/** Mutations of alerts, rules and maintenance windows. */
@Resolver()
export class AlertMutationResolver {
  readonly #alerts: AlertCommands;
  readonly #deliveries: AlertDeliveries;
  readonly #publicUrl: string | undefined;

  constructor(alerts: AlertCommands, deliveries: AlertDeliveries, publicUrl: string | undefined) {
    this.#alerts = alerts;
    this.#deliveries = deliveries;
    this.#publicUrl = publicUrl;
  }

  @Directive(WRITE)
  @Mutation(() => AcknowledgeAlertPayload, {
    nullable: true,
    description: 'Acknowledges an open alert: no more reminders, unless its severity rises.',
  })
  async acknowledgeAlert(
    @Arg('id', () => ID, ALERT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<AcknowledgeAlertPayload> {
    return this.#shown(this.#alerts.acknowledge(id, authorOf(context, reason)));
  }

  @Directive(WRITE)
  @Mutation(() => ResolveAlertPayload, {
    nullable: true,
    description: 'Resolves an alert. It opens again when its condition is met again.',
  })
  async resolveAlert(
    @Arg('id', () => ID, ALERT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ResolveAlertPayload> {
    return this.#shown(this.#alerts.resolve(id, authorOf(context, reason)));
  }

  @Directive(WRITE)
  @Mutation(() => MuteAlertPayload, {
    nullable: true,
    description:
      'Mutes an alert for some time: no notifications are sent. If the alert is still open afterwards, it is notified then.',
  })
  async muteAlert(
    @Arg('id', () => ID, ALERT_ID) id: string,
    @Arg('forMinutes', () => Float, { description: 'Length of the mute, minutes, at most a year.' }) forMinutes: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<MuteAlertPayload> {
    return this.#shown(this.#alerts.mute(id, forMinutes, authorOf(context, reason)));
  }

  @Directive(WRITE)
  @Mutation(() => UnmuteAlertPayload, { nullable: true, description: 'Ends a mute early.' })
  async unmuteAlert(
    @Arg('id', () => ID, ALERT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<UnmuteAlertPayload> {
    return this.#shown(this.#alerts.unmute(id, authorOf(context, reason)));
  }

  @Directive(WRITE)
  @Mutation(() => SetAlertRulePayload, {
    nullable: true,
    description: 'Creates or replaces an alert rule. It applies from the next value on.',
  })
  async setAlertRule(
    @Arg('rule', () => AlertRuleInput, { description: 'The complete rule.' }) rule: AlertRuleInput,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SetAlertRulePayload> {
    const row = await this.#alerts.setRule(ruleOf(rule, DEFAULT_CHANNELS), authorOf(context, reason));
    return { rule: presentRule(row) };
  }

  @Directive(WRITE)
  @Mutation(() => SetMaintenanceWindowPayload, {
    nullable: true,
    description: 'Creates or changes a maintenance window, during which no notifications of alerts are sent.',
  })
  async setMaintenanceWindow(
    @Arg('window', () => MaintenanceWindowInput, {
      description: 'Times of the window, and the alerts that it applies to.',
    })
    { id, from, until, scope }: MaintenanceWindowInput,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SetMaintenanceWindowPayload> {
    const request = { id: id ?? undefined, from, until, scope: scopeOf(scope) };
    return { window: presentMaintenance(await this.#alerts.setMaintenance(request, authorOf(context, reason))) };
  }

  @Directive(WRITE)
  @Mutation(() => TestAlertChannelPayload, {
    nullable: true,
    description: 'Sends a test notification to every recipient of a channel, and returns the result.',
  })
  async testAlertChannel(
    @Arg('channel', () => AlertChannel, { description: 'Channel to test.' }) channel: keyof typeof AlertChannel,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<TestAlertChannelPayload> {
    const { status = null, error = null } = await this.#deliveries.test(channel, identity.subject);
    return { delivered: error === null, status, error };
  }

  async #shown(changed: Promise<AlertRow>): Promise<{ readonly alert: Alert }> {
    return { alert: presentAlert(await changed, this.#publicUrl) };
  }
}

function authorOf({ identity }: SubgraphContext, reason: string): Author {
  return { by: identity.subject, reason: reason.trim() };
}
