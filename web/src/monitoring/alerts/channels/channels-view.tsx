import { type ReactNode, useState } from 'react';
import {
  type AlertChannel,
  MonitoringRulesDocument,
  MonitoringTestChannelDocument,
  type MonitoringTestChannelMutation,
} from '../../../graph/generated/graphql.ts';
import { useChange, useGraph } from '../../../graph/use-graph.ts';
import { type Formats, useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ChangeDialog } from '../../common/change-dialog.tsx';
import monitoring from '../../common/monitoring.module.css';
import { useAlertWords } from '../words/use-alert-words.ts';
import { CHANNEL_MESSAGES } from './channels.messages.ts';

type TestResult = NonNullable<MonitoringTestChannelMutation['testAlertChannel']>;

/** Channels with the variables that configure them. */
const CHANNELS: readonly { readonly channel: AlertChannel; readonly variables: string }[] = [
  { channel: 'SLACK', variables: 'ALERT_SLACK_URL' },
  { channel: 'EMAIL', variables: 'ALERT_SMTP_URL, ALERT_EMAIL_TO' },
  { channel: 'PAGERDUTY', variables: 'ALERT_PAGERDUTY_KEY' },
  { channel: 'WEBHOOK', variables: 'ALERT_WEBHOOK_URL' },
];

/** The notification channels, the rules that use them, and a test of each. */
export default function ChannelsView(): ReactNode {
  const texts = useMessages(CHANNEL_MESSAGES);
  const { words } = useAlertWords();
  const format = useFormat();
  const canWrite = useRight('monitoring:write');
  const rules = useGraph(MonitoringRulesDocument, {}).data?.data.alertRules ?? [];
  const [results, setResults] = useState<Partial<Record<AlertChannel, TestResult>>>({});
  const rulesOf = (channel: AlertChannel): string =>
    rules
      .filter(({ levels }) => levels.some(({ channels }) => channels.includes(channel)))
      .map(({ name }) => name)
      .join(', ');
  return (
    <Panel title={texts.title}>
      <p className={monitoring.note}>{texts.intro}</p>
      <DataTable
        caption={texts.title}
        isCaptionHidden
        rows={CHANNELS}
        keyOf={({ channel }) => channel}
        columns={[
          { name: texts.channel, cell: ({ channel }) => words.receivers[channel] },
          { name: texts.configured, cell: ({ variables }) => <code className="wrap">{variables}</code> },
          { name: texts.rules, cell: ({ channel }) => <bdi>{rulesOf(channel) || texts.none}</bdi> },
          {
            name: texts.result,
            cell: ({ channel }) => (
              <span role="status">
                <Result result={results[channel]} format={format} />
              </span>
            ),
          },
          ...(canWrite
            ? [
                {
                  name: texts.actions,
                  cell: ({ channel }: (typeof CHANNELS)[number]) => (
                    <TestChannel
                      channel={channel}
                      onResult={(result) => setResults((known) => ({ ...known, [channel]: result }))}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Result({ result, format }: { readonly result: TestResult | undefined; readonly format: Formats }): ReactNode {
  const texts = useMessages(CHANNEL_MESSAGES);
  if (!result) return texts.none;
  return (
    <>
      <Badge tone={result.delivered ? 'good' : 'bad'}>{result.delivered ? texts.delivered : texts.refused}</Badge>{' '}
      {result.status !== null && texts.status(format.number(result.status))}{' '}
      {result.error !== null && <bdi>{result.error}</bdi>}
    </>
  );
}

function TestChannel({
  channel,
  onResult,
}: {
  readonly channel: AlertChannel;
  readonly onResult: (result: TestResult) => void;
}): ReactNode {
  const texts = useMessages(CHANNEL_MESSAGES);
  const { words } = useAlertWords();
  const [isOpen, setOpen] = useState(false);
  const test = useChange(MonitoringTestChannelDocument);
  const name = words.receivers[channel];
  const close = (): void => {
    setOpen(false);
    test.reset();
  };
  const send = (): void =>
    test.mutate(
      { channel },
      {
        onSuccess: ({ data }) => {
          if (data.testAlertChannel) onResult(data.testAlertChannel);
          close();
        },
      },
    );
  return (
    <>
      <Button aria-label={texts.testOf(name)} onClick={() => setOpen(true)}>
        {texts.test}
      </Button>
      <ChangeDialog
        isOpen={isOpen}
        onClose={close}
        title={texts.testOf(name)}
        action={texts.test}
        change={test}
        onSubmit={send}
      >
        <p>{texts.effect(name)}</p>
      </ChangeDialog>
    </>
  );
}
