import type { AlertConfig } from '../../../../platform/config/alert-config.ts';
import type { Channel, ChannelDeps } from './channel.ts';
import { DatabricksJobChannel } from './databricks-job.ts';
import { EmailChannel } from './email.ts';
import { PagerDutyChannel } from './pagerduty.ts';
import { RetrainingCommandChannel } from './retraining-command.ts';
import { SlackChannel } from './slack.ts';
import { WebhookChannel } from './webhook.ts';

/** Creates the configured channels: one for each email address, and at most one of each other kind. */
export function createChannels(config: AlertConfig, deps: ChannelDeps): readonly Channel[] {
  const { slackUrl, email, pagerDuty, webhook, retraining } = config;
  const channels: (Channel | undefined)[] = [
    slackUrl === undefined ? undefined : new SlackChannel(slackUrl, deps),
    ...(email ? email.to.map((to) => new EmailChannel(email, to, deps)) : []),
    pagerDuty && new PagerDutyChannel(pagerDuty.baseUrl, pagerDuty.routingKey, deps),
    webhook && new WebhookChannel({ kind: 'WEBHOOK', ...webhook }, deps),
    retraining && createRetraining(retraining.by, deps),
  ];
  return channels.filter((channel) => channel !== undefined);
}

function createRetraining(by: NonNullable<AlertConfig['retraining']>['by'], deps: ChannelDeps): Channel {
  if ('job' in by) return new DatabricksJobChannel(by.job, deps);
  if ('command' in by) return new RetrainingCommandChannel(by.command, deps);
  return new WebhookChannel({ kind: 'RETRAINING', ...by.webhook }, deps);
}
