import { type ReactNode, useState } from 'react';
import {
  ModelRegistryDocument,
  type ModelRegistryQuery,
  ModelSyncRegistryDocument,
  type ModelSyncRegistryMutation,
} from '../../graph/generated/graphql.ts';
import { type PageOfRows, pageOfRows } from '../../graph/page-position.ts';
import { type ListExtent, useGraphPages } from '../../graph/use-pages.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { ACCESS_MESSAGES } from './access.messages.ts';

type Sync = NonNullable<ModelRegistryQuery['registrySync']>;
type Conflict = NonNullable<ModelRegistryQuery['registryConflicts']>[number];
type Skipped = NonNullable<ModelSyncRegistryMutation['syncRegistry']>['skipped'];

const TONES = { OFF: 'neutral', FOLLOWING: 'good', FAILING: 'bad' } as const;
// one fewer than its document asks for
const PAGE_CONFLICTS = 50;
const OPEN: ReadonlySet<string> = new Set(['LEFT', 'PENDING', 'REQUESTED', 'GONE']);

/** State of the synchronisation with MLflow, and the differences between both registries. */
export function Registry(): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const maySync = useRight('models:promote');
  const [skipped, setSkipped] = useState<Skipped>([]);
  const pages = useGraphPages(ModelRegistryDocument, {}, (page) => pageOf(page).position, { every: 15_000 });
  const registrySync = pages.query.data?.data[0]?.registrySync;
  const isOn = (registrySync?.state ?? 'OFF') !== 'OFF';
  const sync = (
    <ChangeButton
      label={texts.sync}
      document={ModelSyncRegistryDocument}
      variables={() => ({})}
      hasReason={false}
      consequences={texts.syncing}
      done={texts.syncDone}
      draft="models.sync"
      onDone={({ syncRegistry }) => setSkipped(syncRegistry?.skipped ?? [])}
    />
  );
  return (
    <Panel title={texts.mlflow} actions={maySync && isOn && sync}>
      <Answer of={pages.query}>
        {(read) => (
          <div className={styles.stack}>
            {registrySync && <State of={registrySync} />}
            {skipped.length > 0 && <SkippedList of={skipped} />}
            {registrySync?.state !== 'OFF' && (
              <Conflicts of={read.flatMap((page) => pageOf(page).rows)} extent={pages} />
            )}
          </div>
        )}
      </Answer>
    </Panel>
  );
}

function State({ of }: { readonly of: Sync }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  if (of.state === 'OFF') return <p className={styles.hint}>{texts.off}</p>;
  return (
    <dl className={styles.facts}>
      <dt>{texts.state}</dt>
      <dd>
        <Badge tone={TONES[of.state]}>{texts.syncWords[of.state]}</Badge>
      </dd>
      <dt>{texts.uri}</dt>
      <dd>
        <bdi className={styles.mono}>{of.trackingUri}</bdi>
      </dd>
      <dt>{texts.lastSync}</dt>
      <dd>{of.lastSyncedAt ? <Ago time={of.lastSyncedAt} /> : texts.never}</dd>
      {of.failingSince && (
        <>
          <dt>{texts.failingSince}</dt>
          <dd>
            <Ago time={of.failingSince} /> <code>{of.lastErrorCode}</code> <bdi>{of.lastError}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

function SkippedList({ of }: { readonly of: Skipped }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  return (
    <div className={styles.warning}>
      <h3>{texts.skipped}</h3>
      <ul>
        {of.map(({ model, mlflowVersion, code, reason }) => (
          <li key={`${model}:${mlflowVersion}`}>
            <bdi>
              {model}
              {mlflowVersion != null && `:${mlflowVersion}`}
            </bdi>
            : <code>{code}</code> <bdi className={styles.prose}>{reason}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function pageOf({ registryConflicts }: ModelRegistryQuery): PageOfRows<Conflict> {
  return pageOfRows(registryConflicts ?? [], PAGE_CONFLICTS, ({ id }) => id);
}

function Conflicts({ of, extent }: { readonly of: readonly Conflict[]; readonly extent: ListExtent }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  if (of.length === 0) return <Empty>{texts.noConflicts}</Empty>;
  return (
    <>
      <DataTable
        caption={texts.conflicts}
        rows={of}
        keyOf={({ id }) => id}
        columns={[
          {
            name: texts.state,
            cell: ({ state }) => (
              <Badge tone={OPEN.has(state) ? 'warn' : 'neutral'}>{texts.conflictWords[state]}</Badge>
            ),
          },
          {
            name: texts.part,
            cell: ({ model, subject }) => (
              <>
                <bdi>{subject}</bdi> <bdi className={styles.secondary}>{model}</bdi>
              </>
            ),
          },
          { name: texts.here, cell: ({ here }) => <bdi>{here ?? '–'}</bdi> },
          { name: texts.there, cell: ({ there }) => <bdi>{there ?? '–'}</bdi> },
          { name: texts.detected, cell: ({ detectedAt }) => <Ago time={detectedAt} /> },
        ]}
      />
      <ShowMore list={texts.conflicts} shown={of.length} extent={extent} />
    </>
  );
}
