import { type ReactNode, useState } from 'react';
import { MonitoringRulesDocument, type MonitoringRulesQuery } from '../../../graph/generated/graphql.ts';
import { useGraph } from '../../../graph/use-graph.ts';
import { type Formats, useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { Ago } from '../../../ui/time.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { TONES } from '../../common/tones.ts';
import { METRIC_UNITS } from '../words/metric-unit.ts';
import { useAlertWords } from '../words/use-alert-words.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { RULE_MESSAGES } from './rules.messages.ts';

type Rule = NonNullable<MonitoringRulesQuery['alertRules']>[number];

/** The alert rules in force, and their change. */
export default function RulesView(): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const canWrite = useRight('monitoring:write');
  const rules = useGraph(MonitoringRulesDocument, {});
  // the rule of the dialog; null: a new one
  const [edited, setEdited] = useState<Rule | null>();
  const [isOpen, setOpen] = useState(false);
  const edit = (rule: Rule | null): void => {
    setEdited(rule);
    setOpen(true);
  };
  return (
    <Panel
      title={texts.title}
      actions={
        canWrite && (
          <Button kind="primary" onClick={() => edit(null)}>
            {texts.create}
          </Button>
        )
      }
    >
      <Answer of={rules} lines={10}>
        {({ alertRules }) =>
          alertRules?.length ? (
            <Rules rules={alertRules} {...(canWrite && { onEdit: edit })} />
          ) : (
            <Empty>{texts.none}</Empty>
          )
        }
      </Answer>
      {edited !== undefined && (
        <RuleDialog
          key={edited?.name ?? ''}
          rule={edited ?? undefined}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </Panel>
  );
}

function Rules({
  rules,
  onEdit,
}: {
  readonly rules: readonly Rule[];
  readonly onEdit?: (rule: Rule) => void;
}): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { words, value } = useAlertWords();
  const format = useFormat();
  return (
    <DataTable
      caption={texts.title}
      isCaptionHidden
      rows={rules}
      keyOf={({ name }) => name}
      columns={[
        {
          name: texts.name,
          cell: ({ name, metric }) => (
            <>
              <bdi>{name}</bdi>
              <div className={monitoring.note}>{words.metrics[metric]}</div>
            </>
          ),
        },
        {
          name: texts.levels,
          cell: ({ levels, metric }) => (
            <span className={monitoring.badges}>
              {levels.map(({ severity, enter }) => (
                <Badge key={severity} tone={TONES[severity] ?? 'neutral'}>
                  {METRIC_UNITS[metric] === 'SEVERITY'
                    ? severities[severity]
                    : texts.level(severities[severity], value(metric, enter))}
                </Badge>
              ))}
            </span>
          ),
        },
        ...conditionColumns(texts, format),
        ...(onEdit
          ? [
              {
                name: texts.edit,
                cell: (rule: Rule) => (
                  <Button aria-label={texts.editRule(rule.name)} onClick={() => onEdit(rule)}>
                    {texts.edit}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function conditionColumns(texts: (typeof RULE_MESSAGES)['en'], format: Formats): readonly Column<Rule>[] {
  return [
    {
      name: texts.condition,
      cell: ({ breaches, of, clear }) => (
        <>
          {texts.of(format.number(breaches), of, format.number(of))}
          <div className={monitoring.note}>{texts.clears(clear, format.number(clear))}</div>
        </>
      ),
    },
    {
      name: texts.scope,
      cell: ({ scope: { model, feature, slice } }) => (
        <bdi>{[model, feature, slice].filter((part) => part !== null).join(' · ') || texts.everything}</bdi>
      ),
    },
    {
      name: texts.changed,
      cell: ({ at, actor, reason }) => (
        <>
          <Ago time={at} /> <bdi>{texts.by(actor)}</bdi>
          <div className={monitoring.note}>
            <bdi>{reason}</bdi>
          </div>
        </>
      ),
    },
  ];
}
