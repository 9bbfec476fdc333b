import { type ReactNode, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFocusFallback } from '../../ui/focus-fallback.ts';
import { type Shortcut, useShortcuts } from '../../ui/shortcuts.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import type { FormProps } from '../forms/form-props.ts';
import { ACTION_MESSAGES } from './actions.messages.ts';
import styles from './actions.module.css';
import { EditForm } from './edit/edit-form.tsx';
import { InteractionForm } from './interaction/interaction-form.tsx';
import { OutcomeForm } from './outcome/outcome-form.tsx';
import { EndOverrideForm } from './override/end-override-form.tsx';
import { OverrideForm } from './override/override-form.tsx';
import { useScoreNow } from './score-now.ts';

/** An action that a dialog takes the words of. */
type DialogName = 'edit' | 'interaction' | 'outcome' | 'override' | 'endOverride';

const FORMS: Readonly<Record<DialogName, (props: FormProps) => ReactNode>> = {
  edit: EditForm,
  interaction: InteractionForm,
  outcome: OutcomeForm,
  override: OverrideForm,
  endOverride: EndOverrideForm,
};

/** The actions on a lead that the reader may take, each with its key. */
export function LeadActions({
  lead,
  isTrying,
  onTry,
}: {
  readonly lead: ShownLead;
  readonly isTrying: boolean;
  readonly onTry: () => void;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const [opened, setOpened] = useState<DialogName>();
  const canScore = useRight('scores:write');
  const offered = useOffered(lead);
  const frame = useFocusFallback<HTMLDivElement>([...offered.map(({ name }) => name), opened].join());
  const score = useScoreNow(lead.id);
  const keys: Record<string, Shortcut> = { w: { label: texts.whatIf, run: onTry } };
  if (canScore) keys.s = { label: texts.scoreNow, run: score.run };
  for (const { key, name } of offered) if (key) keys[key] = { label: texts[name], run: () => setOpened(name) };
  useShortcuts(keys);
  return (
    <div ref={frame} tabIndex={-1} className={styles.actions}>
      {canScore && (
        <Button kind="primary" isBusy={score.isBusy} onClick={score.run}>
          {texts.scoreNow}
        </Button>
      )}
      <Button aria-pressed={isTrying} onClick={onTry}>
        {texts.whatIf}
      </Button>
      {offered.map(({ name }) => (
        <Button key={name} onClick={() => setOpened(name)}>
          {texts[name]}
        </Button>
      ))}
      <OpenDialog lead={lead} name={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

function OpenDialog({
  lead,
  name,
  onClose,
}: {
  readonly lead: ShownLead;
  readonly name: DialogName | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const Form = name && FORMS[name];
  return (
    <Dialog isOpen={name !== undefined} onClose={onClose} title={name ? texts[name] : ''}>
      {Form && <Form key={lead.id} lead={lead} onClose={onClose} />}
    </Dialog>
  );
}

function useOffered({ stage, scoreOverride, outcome }: ShownLead): readonly { name: DialogName; key?: string }[] {
  const canWrite = useRight('leads:write');
  if (!canWrite || stage === 'REMOVED') return [];
  // what is recorded of a merged lead is copied to the one that stands for it
  if (stage === 'MERGED') return [{ name: 'interaction', key: 'i' }];
  const isOpen = stage !== 'WON' && stage !== 'LOST';
  return [
    { name: 'edit', key: 'e' },
    { name: 'interaction', key: 'i' },
    ...(isOpen && !outcome ? [{ name: 'outcome', key: 'o' } as const, { name: 'override', key: 'g' } as const] : []),
    ...(scoreOverride ? [{ name: 'endOverride' } as const] : []),
  ];
}
