import { useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { ShownLead } from '../facts/shown-lead.ts';
import { Consents } from './consents.tsx';
import { EraseForm } from './erase-form.tsx';
import { PERSON_MESSAGES } from './person.messages.ts';
import styles from './person.module.css';
import { useExport } from './use-export.ts';

/** Consents of the person behind a lead, and the person's rights; only for readers who may see personal data. */
export function Person({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const pii = useRight('leads:pii');
  if (!pii) return null;
  return (
    <Panel title={texts.title}>
      <h3>{texts.consents}</h3>
      <Consents id={lead.id} />
      <Rights lead={lead} />
    </Panel>
  );
}

function Rights({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const canWrite = useRight('leads:write');
  const [isErasing, setErasing] = useState(false);
  const file = useExport(lead.id);
  const close = (): void => setErasing(false);
  return (
    <>
      <h3>{texts.rights}</h3>
      <p className={styles.note}>{texts.exportSays}</p>
      <div className={styles.actions}>
        <Button isBusy={file.isBusy} onClick={file.download}>
          {texts.export}
        </Button>
        {canWrite && (
          <Button kind="danger" onClick={() => setErasing(true)}>
            {texts.erase}
          </Button>
        )}
      </div>
      <Dialog isOpen={isErasing} onClose={close} title={texts.eraseTitle}>
        <EraseForm lead={lead} onClose={close} />
      </Dialog>
    </>
  );
}
