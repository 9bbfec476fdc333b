import { Link } from 'wouter';
import { MonitoringOpenAlertsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useAlertChanges } from '../alerts/live/use-alert-changes.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import { TONES } from '../common/tones.ts';
import { WALL_MESSAGES } from './wall.messages.ts';
import styles from './wall.module.css';

const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'] as const;
const EVERY_MS = 60_000;

/** Numbers of open alerts by severity, live, with the way to their list. */
export function OpenAlerts(): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const open = useGraph(MonitoringOpenAlertsDocument, {}, { every: EVERY_MS });
  useAlertChanges();
  return (
    <Answer of={open} lines={1}>
      {({ alerts }) => {
        const found = alerts?.edges.map(({ node }) => node.severity) ?? [];
        return (
          <div className={styles.alerts} role="status">
            <Link href="/monitoring/alerts">{texts.openAlerts}</Link>
            {found.length === 0 && <Badge tone="good">{texts.calm}</Badge>}
            {SEVERITIES.map((severity) => {
              const count = found.filter((each) => each === severity).length;
              return (
                count > 0 && (
                  <Badge key={severity} tone={TONES[severity] ?? 'neutral'}>
                    {severities[severity]} {format.number(count)}
                  </Badge>
                )
              );
            })}
            {alerts?.pageInfo.hasNextPage && texts.more}
          </div>
        );
      }}
    </Answer>
  );
}
