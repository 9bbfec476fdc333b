import type { ReactNode } from 'react';
import { DataLakeAcceptDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/draft.ts';
import { TextArea } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { Figure, Figures } from '../../ui/panel.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import { LAKE_MESSAGES } from './lake.messages.ts';
import { boundsText, figureText } from './lake-figure.ts';
import type { TableExpectation } from './lake-summary.ts';

const LONGEST_REASON = 1_000;

/** Asks for the reason that an expectation's figure is accepted, and says what follows from it. */
export function AcceptDialog({
  of,
  onClose,
}: {
  readonly of: TableExpectation | undefined;
  readonly onClose: () => void;
}): ReactNode {
  // of another expectation it is another dialog, with a text of its own
  return <Acceptance key={of && `${of.table} ${of.expectation.name}`} of={of} onClose={onClose} />;
}

function Acceptance({ of, onClose }: Parameters<typeof AcceptDialog>[0]): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const sharedTexts = useMessages(DATA_MESSAGES);
  const accept = useChange(DataLakeAcceptDocument);
  const [reason, setReason, forgetReason] = useDraft(`data-lake-accept:${of?.table}:${of?.expectation.name}`);
  const send = (): void => {
    if (!of) return;
    const variables = { table: of.table, expectation: of.expectation.name, reason: reason.trim() };
    accept.mutate(variables, {
      onSuccess() {
        forgetReason();
        notify('done', texts.accepted);
        onClose();
      },
    });
  };
  return (
    <Dialog
      isOpen={of !== undefined}
      onClose={onClose}
      title={of ? texts.acceptTitle(of.expectation.name) : ''}
      actions={
        <>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button kind="primary" isBusy={accept.isPending} disabled={reason.trim() === ''} onClick={send}>
            {texts.accept}
          </Button>
        </>
      }
    >
      {of && <Effect of={of} />}
      <TextArea
        label={texts.acceptReason}
        hint={texts.acceptHint}
        value={reason}
        maxLength={LONGEST_REASON}
        required
        onChange={(event) => setReason(event.target.value)}
      />
      <ChangeFault error={accept.error} />
    </Dialog>
  );
}

function Effect({ of: { table, expectation } }: { readonly of: TableExpectation }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  const { name, isLearnt, found, unit } = expectation;
  const kind = name === 'rows_kept' ? 'growth' : isLearnt ? 'learnt' : 'fixed';
  return (
    <>
      <p>{texts.acceptEffect[kind]}</p>
      <Figures>
        <Figure name={texts.table}>
          <bdi>{table}</bdi>
        </Figure>
        {found !== null && <Figure name={texts.found}>{figureText(found, unit, format)}</Figure>}
        <Figure name={texts.bounds}>{boundsText(expectation, unit, format) ?? texts.learning}</Figure>
      </Figures>
    </>
  );
}
