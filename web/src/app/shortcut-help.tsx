import { useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { shortcuts, useShortcuts } from '../ui/shortcuts.ts';
import { FRAME_MESSAGES } from './frame.messages.ts';
import styles from './frame.module.css';

/** The list of the page's shortcuts, opened by `?`. */
export function ShortcutHelp(): React.ReactNode {
  const texts = useMessages(FRAME_MESSAGES);
  const [isOpen, setOpen] = useState(false);
  const known = useStore(shortcuts);
  useShortcuts({ '?': { label: texts.showShortcuts, run: () => setOpen(true) } });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      title={texts.shortcuts}
      actions={<Button onClick={() => setOpen(false)}>{texts.close}</Button>}
    >
      <dl className={styles.shortcuts}>
        {known.map(({ key, label }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
