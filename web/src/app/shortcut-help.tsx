import { useState } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../language/messages.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { isSingleKey, shortcuts, singleKeys, useShortcuts } from '../ui/shortcuts.ts';
import { FRAME_MESSAGES } from './frame.messages.ts';
import styles from './frame.module.css';

/** The list of the page's shortcuts, opened by `?`, and by a key that is never off. */
export function ShortcutHelp(): React.ReactNode {
  const texts = useMessages(FRAME_MESSAGES);
  const [isOpen, setOpen] = useState(false);
  const areOff = useStore(singleKeys) === 'off';
  const known = useStore(shortcuts).filter(({ key }) => !areOff || !isSingleKey(key));
  const show = { label: texts.showShortcuts, run: () => setOpen(true) };
  useShortcuts({ '?': show, 'Ctrl+/': show });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      title={texts.shortcuts}
      actions={<Button onClick={() => setOpen(false)}>{texts.close}</Button>}
    >
      {areOff && (
        <p>
          {texts.singleKeysOff}{' '}
          <Link href="/me" onClick={() => setOpen(false)}>
            {texts.turnOn}
          </Link>
        </p>
      )}
      <dl className={styles.shortcuts}>
        {known.map(({ key, label }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
