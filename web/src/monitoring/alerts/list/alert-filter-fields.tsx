import type { ReactNode } from 'react';
import { MonitoringLimitsDocument } from '../../../graph/generated/graphql.ts';
import { useGraph } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { SelectField } from '../../../ui/field.tsx';
import monitoring from '../../common/monitoring.module.css';
import { useSearch } from '../../common/use-search.ts';
import { type AlertChoice, SEVERITY_CHOICES, STATUS_CHOICES } from './alert-filter.ts';
import { LIST_MESSAGES } from './list.messages.ts';

/** Choices of the alerts that the list shows. */
export function AlertFilter({ choice }: { readonly choice: AlertChoice }): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const [, change] = useSearch();
  const rules = useGraph(MonitoringLimitsDocument, {}).data?.data.alertRules ?? [];
  const names = rules.map(({ name }) => name);
  return (
    <div className={monitoring.bar}>
      <SelectField
        label={texts.status}
        value={choice.status}
        onChange={(event) => change({ status: event.target.value === 'UNRESOLVED' ? undefined : event.target.value })}
      >
        {STATUS_CHOICES.map((status) => (
          <option key={status} value={status}>
            {texts.statuses[status]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={texts.severity}
        value={choice.severity}
        onChange={(event) => change({ severity: event.target.value === 'INFO' ? undefined : event.target.value })}
      >
        {SEVERITY_CHOICES.map((severity) => (
          <option key={severity} value={severity}>
            {texts.severities[severity]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={texts.rule}
        value={choice.rule ?? ''}
        onChange={(event) => change({ rule: event.target.value })}
      >
        <option value="">{texts.allRules}</option>
        {choice.rule !== undefined && !names.includes(choice.rule) && <option>{choice.rule}</option>}
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
    </div>
  );
}
