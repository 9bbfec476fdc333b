import { type ReactNode, useState } from 'react';
import { MonitoringAlertsDocument, type MonitoringAlertsQuery } from '../../../graph/generated/graphql.ts';
import { useGraph } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/states.tsx';
import monitoring from '../../common/monitoring.module.css';
import { useSearch } from '../../common/use-search.ts';
import { useAlertChanges } from '../live/use-alert-changes.ts';
import { filterOf, readChoice } from './alert-filter.ts';
import { AlertFilter } from './alert-filter-fields.tsx';
import { AlertGroup } from './alert-group.tsx';
import { groupByIncident } from './group-by-incident.ts';
import { LIST_MESSAGES } from './list.messages.ts';

/** An alert of the list. */
export type ListedAlert = NonNullable<MonitoringAlertsQuery['alerts']>['edges'][number]['node'];

const PAGE_SIZE = 50;

/** Alerts by incident, most recently opened first, live. */
export function AlertList(): ReactNode {
  const [search] = useSearch();
  const choice = readChoice(search);
  return (
    <>
      <AlertFilter choice={choice} />
      <Pages key={JSON.stringify(choice)} />
    </>
  );
}

function Pages(): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const [search, change] = useSearch();
  const choice = readChoice(search);
  // cursors of the pages up to the shown one; the first page has none
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const alerts = useGraph(
    MonitoringAlertsDocument,
    { filter: filterOf(choice), first: PAGE_SIZE, after: cursors.at(-1) ?? null },
    { every: 60_000, keepsPrevious: true },
  );
  const refusal = useAlertChanges();
  return (
    <Answer of={alerts} lines={10}>
      {(data) => {
        const found = data.alerts?.edges.map(({ node }) => node) ?? [];
        const end = data.alerts?.pageInfo.hasNextPage ? data.alerts.pageInfo.endCursor : undefined;
        if (found.length === 0 && cursors.length === 1) {
          const isCalm = choice.status === 'UNRESOLVED' && choice.severity === 'INFO' && !choice.rule;
          return (
            <Empty>
              <p>{isCalm ? texts.calm : texts.none}</p>
              <Button onClick={() => change({ status: 'ALL', severity: undefined, rule: undefined })}>
                {texts.clear}
              </Button>
            </Empty>
          );
        }
        return (
          <div className={monitoring.stack}>
            {refusal && (
              <p className={monitoring.refusal} role="alert">
                {texts.notLive}: <code>{refusal.code}</code> <bdi>{refusal.message}</bdi>
              </p>
            )}
            {groupByIncident(found).map((group) => (
              <AlertGroup key={group.incident?.id ?? ''} group={group} />
            ))}
            {(cursors.length > 1 || end) && (
              <div className={monitoring.badges}>
                <Button disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>
                  {texts.newer}
                </Button>
                <Button disabled={!end} onClick={() => end && setCursors([...cursors, end])}>
                  {texts.older}
                </Button>
              </div>
            )}
          </div>
        );
      }}
    </Answer>
  );
}
