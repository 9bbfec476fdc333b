import { type ReactNode, useRef, useState } from 'react';
import type { GraphError } from '../../graph/graph-error.ts';
import type { PageDocument } from '../../graph/named-document.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/draft.ts';
import { TextArea } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { CHANGE_MESSAGES } from './change.messages.ts';
import { Consequences } from './consequences.tsx';
import { Refusal } from './refusal.tsx';
import { useFaultFocus } from './use-fault-focus.ts';

/** A change of a model, as its dialog presents it. */
export interface ModelChange<Data, Variables> {
  /** of the button that opens the dialog, and of the one that makes the change */
  readonly label: string;
  /** of the dialog; default the label */
  readonly title?: string;
  readonly kind?: ButtonKind;
  readonly document: PageDocument<Data, Variables>;
  /** @param reason trimmed, never empty */
  readonly variables: (reason: string) => Variables;
  /** what will change, who sees it, and what ends */
  readonly consequences: readonly string[];
  /** message after it was made */
  readonly done: string;
  /** name of the typed reason: it survives a change of the page */
  readonly draft: string;
  readonly isDisabled?: boolean;
  /** further fields of the dialog, or a function of how far the change is */
  readonly children?: ReactNode | ((state: ChangeState) => ReactNode);
  /** default true; false where the graph takes no reason */
  readonly hasReason?: boolean;
  /** false while the further fields have faults: nothing is sent. Default true */
  readonly isFit?: boolean;
  readonly onDone?: (data: Data) => void;
  /** whether the dialog is open at first. Default false */
  readonly isOpenAtFirst?: boolean;
}

/** State of a change, as its further fields need it. */
export interface ChangeState {
  /** whether the change was asked for: from then on absence is a fault */
  readonly isAsked: boolean;
  /** refusal of the gateway; null before the first */
  readonly refusal: GraphError | null;
  /** forgets the refusal, which is about fields that have changed since */
  readonly forget: () => void;
}

const LONGEST_REASON = 1_000;

/** A button, and the dialog that says what the change does and asks for its reason. */
export function ChangeButton<Data, Variables>(change: ModelChange<Data, Variables>): ReactNode {
  const texts = useMessages(CHANGE_MESSAGES);
  const [isOpen, setOpen] = useState(change.isOpenAtFirst ?? false);
  const { send, cancel, forget, isBusy, error, reason, setReason, isAsked } = useReasonedChange(change, () =>
    setOpen(false),
  );
  const { label, title = label, kind = 'plain', consequences, isDisabled = false, children, hasReason = true } = change;
  return (
    <>
      <Button kind={kind} disabled={isDisabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={cancel}
        title={title}
        actions={
          <>
            <Button onClick={cancel}>{texts.cancel}</Button>
            <Button kind={kind === 'danger' ? 'danger' : 'primary'} isBusy={isBusy} onClick={send}>
              {label}
            </Button>
          </>
        }
      >
        <Consequences of={consequences} />
        {typeof children === 'function' ? children({ isAsked, refusal: error, forget }) : children}
        {hasReason && (
          <TextArea
            label={texts.reason}
            hint={texts.reasonHint}
            fault={isAsked && reason.trim() === '' ? texts.needsReason : undefined}
            value={reason}
            maxLength={LONGEST_REASON}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <Refusal error={error} />
      </Dialog>
    </>
  );
}

function useReasonedChange<Data, Variables>(
  { document, variables, draft, done, onDone, hasReason = true, isFit = true }: ModelChange<Data, Variables>,
  close: () => void,
) {
  const { mutateAsync, reset, isPending, error } = useChange(document);
  const [reason, setReason, forgetReason] = useDraft(draft);
  const [isAsked, setAsked] = useState(false);
  const [attempts, setAttempts] = useState(0);
  useFaultFocus(attempts, error);
  const isSending = useRef(false);
  const send = (): void => {
    setAsked(true);
    if ((hasReason && reason.trim() === '') || !isFit) {
      setAttempts((before) => before + 1);
      return;
    }
    // a second click before the next render would send twice
    if (isSending.current) return;
    isSending.current = true;
    // not by callbacks of `mutate`: they are dropped when the change takes its own button from the screen
    mutateAsync(variables(reason.trim()))
      .then(
        ({ data }) => {
          forgetReason();
          reset();
          setAsked(false);
          notify('done', done);
          close();
          onDone?.(data);
        },
        // the dialog shows the refusal, by the state of the mutation
        () => undefined,
      )
      .finally(() => {
        isSending.current = false;
      });
  };
  const cancel = (): void => {
    reset();
    setAsked(false);
    close();
  };
  return { send, cancel, forget: reset, isBusy: isPending, error, reason, setReason, isAsked };
}
