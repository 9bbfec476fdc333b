import 'reflect-metadata';
import { Arg, Ctx, Directive, Float, ID, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { WRITE } from '../../graph/scopes.ts';
import type { AlertDeliveries } from '../deliveries/alert-deliveries.ts';
import type { Alerts, Author } from '../engine/alerts.ts';
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
const REASON = { description: 'Why; stored with who did it, 1,000 characters at most.' };

/** What people do with alerts. */
@Resolver()
export class AlertMutationResolver {
  readonly #alerts: Alerts;
  readonly #deliveries: AlertDeliveries;
  readonly #publicUrl: string | undefined;

  constructor(alerts: Alerts, deliveries: AlertDeliveries, publicUrl: string | undefined) {
    this.#alerts = alerts;
    this.#deliveries = deliveries;
    this.#publicUrl = publicUrl;
  }

  @Directive(WRITE)
  @Mutation(() => AcknowledgeAlertPayload, {
    nullable: true,
    description: 'Takes on an open alert: no more reminders, unless it gets worse.',
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
    description: 'Says that an alert is over. It opens again when its condition is met anew.',
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
    description: 'Nobody is told of an alert for a while; afterwards what still holds is.',
  })
  async muteAlert(
    @Arg('id', () => ID, ALERT_ID) id: string,
    @Arg('forMinutes', () => Float, { description: 'For how long, minutes; a year at most.' }) forMinutes: number,
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
    description: 'Makes or replaces a rule; it holds from the next value on.',
  })
  async setAlertRule(
    @Arg('rule', () => AlertRuleInput, { description: 'The whole rule.' }) rule: AlertRuleInput,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SetAlertRulePayload> {
    const row = await this.#alerts.setRule(ruleOf(rule, DEFAULT_CHANNELS), authorOf(context, reason));
    return { rule: presentRule(row) };
  }

  @Directive(WRITE)
  @Mutation(() => SetMaintenanceWindowPayload, {
    nullable: true,
    description: 'Makes or changes a time of planned work, in which nobody is told of alerts.',
  })
  async setMaintenanceWindow(
    @Arg('window', () => MaintenanceWindowInput, { description: 'When, and of which alerts.' })
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
    description: 'Sends a test to a channel at once, and tells what came of it.',
  })
  async testAlertChannel(
    @Arg('channel', () => AlertChannel, { description: 'The channel.' }) channel: keyof typeof AlertChannel,
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
