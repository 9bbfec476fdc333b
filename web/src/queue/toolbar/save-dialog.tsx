import { type ReactNode, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { forgetView, parseSaved, savedViews, saveView } from '../view/saved-views.ts';
import { formatView, type View } from '../view/view.ts';
import { QUEUE_MESSAGES, type QueueTexts } from '../words/queue.messages.ts';
import styles from './toolbar.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly view: View;
}

/** Saves the view by a name, and lists the saved ones. */
export function SaveDialog({ isOpen, onClose, view }: DialogProps): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const save = async (): Promise<void> => {
    if (name.trim() === '') return setFault(texts.noName);
    if (!saveView(name, view)) return setFault(texts.noRoom);
    setFault(undefined);
    setName('');
    onClose();
    await copyLink({ ...view, search: '' }, texts, texts.saved);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.saveView}
      actions={
        <>
          <Button onClick={onClose}>{texts.close}</Button>
          <Button kind="primary" onClick={() => void save()}>
            {texts.save}
          </Button>
        </>
      }
    >
      <TextField
        label={texts.name}
        hint={texts.saveHint}
        fault={fault}
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && void save()}
      />
      <SavedList texts={texts} />
    </Dialog>
  );
}

function SavedList({ texts }: { readonly texts: QueueTexts }): ReactNode {
  const saved = parseSaved(useStore(savedViews));
  if (saved.length === 0) return null;
  return (
    <section>
      <h3>{texts.savedViews}</h3>
      <ul className={styles.saved}>
        {saved.map(({ name, view }) => (
          <li key={name}>
            <bdi>{name}</bdi>
            <Button
              kind="quiet"
              onClick={() => void copyLink(view, texts, texts.copied)}
              aria-label={`${texts.copyLink}: ${name}`}
            >
              {texts.copyLink}
            </Button>
            <Button kind="quiet" onClick={() => forgetView(name)} aria-label={`${texts.remove}: ${name}`}>
              {texts.remove}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function copyLink(view: View, texts: QueueTexts, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(`${location.origin}/${formatView(view)}`);
    notify('done', done);
  } catch {
    // without a right, or on a page that was not loaded by HTTPS
    notify('failed', texts.notCopied);
  }
}
