import { type ReactNode, useDeferredValue, useState } from 'react';
import { ModelAuditDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { PageTurner } from '../shared/page-turner.tsx';
import { type AuditDraft, auditFilter, exportAddress, firstFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { HISTORY_MESSAGES } from './history.messages.ts';
import { saveExport } from './save-export.ts';

/** The audit log: every change and every refused attempt, with filters and export. */
export function AuditLog({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const [draft, setDraft] = useState(() => firstFilter(model));
  const [after, setAfter] = useState<string | null>(null);
  const filter = useDeferredValue(draft);
  const query = useGraph(ModelAuditDocument, { filter: auditFilter(filter), after }, { keepsPrevious: true });
  const change = (next: AuditDraft): void => {
    setDraft(next);
    setAfter(null);
  };
  return (
    <Panel title={texts.audit} actions={<Exports draft={draft} />}>
      <AuditFilters draft={draft} model={model} onChange={change} />
      <Answer of={query} lines={8}>
        {({ auditEvents }) =>
          auditEvents && auditEvents.edges.length > 0 ? (
            <>
              <AuditTable events={auditEvents.edges.map(({ node }) => node)} />
              <PageTurner after={after} info={auditEvents.pageInfo} onTurn={setAfter} />
            </>
          ) : (
            <Empty>{texts.noEvents}</Empty>
          )
        }
      </Answer>
    </Panel>
  );
}

function Exports({ draft }: { readonly draft: AuditDraft }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const [busy, setBusy] = useState<'csv' | 'jsonl'>();
  const save = async (format: 'csv' | 'jsonl'): Promise<void> => {
    setBusy(format);
    try {
      await saveExport(exportAddress(format, draft), `audit-events.${format}`);
      notify('done', texts.exported);
    } catch (error) {
      notify('failed', texts.exportFailed(error instanceof Error ? error.message : String(error)));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <div className={styles.row}>
      <Button isBusy={busy === 'csv'} onClick={() => void save('csv')}>
        {texts.export('CSV')}
      </Button>
      <Button isBusy={busy === 'jsonl'} onClick={() => void save('jsonl')}>
        {texts.export('JSON Lines')}
      </Button>
    </div>
  );
}
