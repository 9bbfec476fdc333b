import { type ReactNode, useEffect, useRef, useState } from 'react';
import { DataLakeDocument, DataLakeRefreshDocument } from '../../graph/generated/graphql.ts';
import { useChange, useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/data.module.css';
import { Expectations } from './expectations.tsx';
import { LAKE_MESSAGES } from './lake.messages.ts';
import { isRefreshed, type LakeTableFacts, overdueLimit } from './lake-summary.ts';
import { LakeTables } from './lake-tables.tsx';
import { Layers } from './layers.tsx';

const READ_EVERY_MS = 15_000;
const FOLLOW_EVERY_MS = 2_000;

/** The lake: its layers and tables with their freshness, and the expectations about them. */
export default function LakeTab(): ReactNode {
  const [requestedAt, setRequestedAt] = useState<string>();
  const lake = useGraph(DataLakeDocument, {}, { every: requestedAt ? FOLLOW_EVERY_MS : READ_EVERY_MS });
  const [table, setTable] = useState('');
  const choice = useRef<HTMLSelectElement>(null);
  return (
    <Answer of={lake} lines={8}>
      {({ lakeTables, alertRules }) => {
        if (!lakeTables) return null;
        if (lakeTables.length === 0) return <LakeOff />;
        return (
          <div className={styles.stack}>
            <Layers tables={lakeTables}>
              <Refresh tables={lakeTables} requestedAt={requestedAt} onRequest={setRequestedAt} />
            </Layers>
            <LakeTables
              tables={lakeTables}
              overdueSeconds={overdueLimit(alertRules)}
              onChoose={(chosen) => {
                setTable(chosen);
                choice.current?.focus();
              }}
            />
            <Expectations tables={lakeTables} table={table} onTable={setTable} choice={choice} />
          </div>
        );
      }}
    </Answer>
  );
}

function LakeOff(): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  return (
    <Empty>
      <p className={styles.strong}>{texts.off}</p>
      <p className={styles.note}>
        {texts.offHow} <code>docs/guides/lake.md</code>
      </p>
    </Empty>
  );
}

/** Asks for a refresh, and says when it is done. */
function Refresh({
  tables,
  requestedAt,
  onRequest,
}: {
  readonly tables: readonly LakeTableFacts[];
  readonly requestedAt: string | undefined;
  readonly onRequest: (requestedAt: string | undefined) => void;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const refresh = useChange(DataLakeRefreshDocument);
  const isDone = requestedAt !== undefined && isRefreshed(tables, requestedAt);
  useEffect(() => {
    if (!isDone) return;
    notify('done', texts.refreshed);
    onRequest(undefined);
  }, [isDone, texts, onRequest]);
  if (!useRight('monitoring:write')) return null;
  return (
    <Button
      isBusy={refresh.isPending || requestedAt !== undefined}
      onClick={() =>
        refresh.mutate(
          {},
          {
            onSuccess: ({ data }) => onRequest(data.refreshLake?.requestedAt),
            onError: ({ code, message }) => notify('failed', `${code}: ${message}`),
          },
        )
      }
    >
      {requestedAt === undefined ? texts.refresh : texts.refreshing}
    </Button>
  );
}
