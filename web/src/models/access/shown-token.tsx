import { type ReactNode, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ACCESS_MESSAGES } from './access.messages.ts';

/** A new token, this one time. */
export function ShownToken({
  token,
  onClose,
}: {
  readonly token: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const [copy, setCopy] = useState<'DONE' | 'FAILED'>();
  const close = (): void => {
    setCopy(undefined);
    onClose();
  };
  const copyToken = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(token ?? '');
      setCopy('DONE');
    } catch {
      // the browser has its own reasons, such as a page that is no secure origin
      setCopy('FAILED');
    }
  };
  return (
    <Dialog
      isOpen={token !== undefined}
      onClose={close}
      title={texts.shown}
      actions={
        <>
          <Button onClick={() => void copyToken()}>{texts.copy}</Button>
          <Button kind="primary" onClick={close}>
            {texts.close}
          </Button>
        </>
      }
    >
      <TextArea label={texts.token} value={token ?? ''} readOnly rows={4} onFocus={({ target }) => target.select()} />
      <p role="status">{copy === 'DONE' ? texts.copied : copy === 'FAILED' ? texts.copyFailed : ''}</p>
    </Dialog>
  );
}
