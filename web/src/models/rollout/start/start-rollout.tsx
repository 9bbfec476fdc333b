import { type ReactNode, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { ModelStartRolloutDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { TextArea } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { CHANGE_MESSAGES } from '../../shared/change.messages.ts';
import { Refusal } from '../../shared/refusal.tsx';
import type { ModelOfRollouts } from '../rollout-tab.tsx';
import { START_MESSAGES } from './start.messages.ts';
import { firstDraft, isFit, type StartDraft, startVariables } from './start-draft.ts';
import { StartFields } from './start-fields.tsx';

/** Opens the form that starts a rollout. An address with `start` and a version opens it at once. */
export function StartRollout({
  model,
  of,
  onStarted,
}: {
  readonly model: string;
  readonly of: ModelOfRollouts;
  readonly onStarted: (id: string) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const [search] = useSearchParams();
  const candidates = of.versions.filter(({ version }) => version !== of.champion?.version);
  const asked = candidates.find(({ version }) => String(version) === search.get('start'));
  const [isOpen, setOpen] = useState(asked !== undefined);
  const first = asked ?? candidates.find(({ stage }) => stage === 'STAGING') ?? candidates[0];
  if (!first) return null;
  return (
    <div>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {texts.open}
      </Button>
      <Form
        model={model}
        candidates={candidates}
        first={first.version}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onStarted={onStarted}
      />
    </div>
  );
}

function Form({
  model,
  candidates,
  first,
  isOpen,
  onClose,
  onStarted,
}: {
  readonly model: string;
  readonly candidates: ModelOfRollouts['versions'];
  readonly first: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onStarted: (id: string) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const change = useMessages(CHANGE_MESSAGES);
  const [draft, setDraft] = useState(() => firstDraft(first));
  const { reason, type, isTried, send, isBusy, error } = useStart(model, draft, (id) => {
    onClose();
    onStarted(id);
  });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.title}
      actions={
        <>
          <Button onClick={onClose}>{change.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={send}>
            {texts.open}
          </Button>
        </>
      }
    >
      <StartFields draft={draft} onChange={setDraft} candidates={candidates} />
      <TextArea
        label={change.reason}
        hint={change.reasonHint}
        fault={isTried && reason.trim() === '' ? change.needsReason : undefined}
        value={reason}
        maxLength={1_000}
        required
        onChange={(event) => type(event.target.value)}
      />
      <Refusal error={error} />
    </Dialog>
  );
}

function useStart(model: string, draft: StartDraft, onStarted: (id: string) => void) {
  const texts = useMessages(START_MESSAGES);
  const { mutate, isPending, error } = useChange(ModelStartRolloutDocument);
  const [reason, type, forget] = useDraft(`models.start.${model}`);
  const [isTried, setTried] = useState(false);
  const isSending = useRef(false);
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '' || !isFit(draft) || isSending.current) return;
    isSending.current = true;
    mutate(
      { model, reason: reason.trim(), ...startVariables(draft) },
      {
        onSuccess: ({ data: { startRollout } }) => {
          forget();
          setTried(false);
          notify('done', texts.started(draft.version));
          if (startRollout) onStarted(startRollout.rollout.id);
        },
        onSettled: () => {
          isSending.current = false;
        },
      },
    );
  };
  return { reason, type, isTried, send, isBusy: isPending, error };
}
