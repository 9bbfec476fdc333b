import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Empty } from '../../ui/states.tsx';
import shared from '../shared/data.module.css';
import { CheckPanel } from './check-panel.tsx';
import { FileChoice } from './file-choice.tsx';
import { FilePanel } from './file-panel.tsx';
import { MappingPanel } from './mapping-panel.tsx';
import { RunPanel } from './run/run-panel.tsx';
import { importState } from './state/import-state.ts';
import { IMPORT_MESSAGES } from './words/import.messages.ts';

/** The import of leads from a CSV file: the file, what its columns are, what becomes of its rows, and the sending. */
export default function ImportTab(): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const { isOpening, fault, source, settings, check, run } = useStore(importState);
  if (!source || !settings)
    return (
      <Panel title={texts.title}>
        {isOpening ? <Opening /> : <FileChoice />}
        {fault && <Fault fault={fault} />}
      </Panel>
    );
  if (run) return <RunPanel run={run} valid={check?.valid ?? 0} />;
  const hasColumns = source.header.some((name) => name !== '');
  return (
    <div className={shared.stack}>
      <FilePanel source={source} />
      {fault && <Fault fault={fault} />}
      {hasColumns ? (
        <>
          <MappingPanel source={source} settings={settings} />
          <CheckPanel check={check} settings={settings} source={source} />
        </>
      ) : (
        <Empty>{texts.empty}</Empty>
      )}
    </div>
  );
}

function Opening(): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  return (
    <>
      <p role="status" className={shared.note}>
        {texts.opening}
      </p>
      <Skeleton lines={3} />
    </>
  );
}

function Fault({ fault }: { readonly fault: string }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  return (
    <p className={shared.trouble} role="alert">
      <span>
        {texts.unreadable} <bdi>{fault}</bdi>
      </span>
    </p>
  );
}
