import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { ModelStartRolloutDocument } from '../../../graph/generated/graphql.ts';
import { useMessages } from '../../../language/messages.ts';
import { useVersionsOf } from '../../../versions/use-model-versions.ts';
import { ChangeButton } from '../../shared/change-button.tsx';
import type { Candidate } from './candidate.ts';
import { refusedPlace } from './refused-place.ts';
import { START_MESSAGES } from './start.messages.ts';
import { firstDraft } from './start-draft.ts';
import { isFit } from './start-faults.ts';
import { StartFields } from './start-fields.tsx';
import { startVariables } from './start-variables.ts';

/** Starts a rollout of a version. An address with `start` and its number opens the form at once. */
export function StartRollout({
  model,
  of,
  onStarted,
}: {
  readonly model: string;
  readonly of: { readonly champion?: { readonly version: number } | null };
  readonly onStarted: (id: string) => void;
}): ReactNode {
  const [search] = useSearchParams();
  const candidates = useVersionsOf(model).filter(({ version }) => version !== of.champion?.version);
  const asked = candidates.find(({ version }) => String(version) === search.get('start'));
  const first = asked ?? candidates.find(({ stage }) => stage === 'STAGING') ?? candidates[0];
  if (!first || !of.champion) return null;
  return (
    <Form
      // the version of the address may be read later than others
      key={asked?.version}
      model={model}
      champion={of.champion.version}
      candidates={candidates}
      first={first.version}
      isOpenAtFirst={asked !== undefined}
      onStarted={onStarted}
    />
  );
}

function Form({
  model,
  champion,
  candidates,
  first,
  isOpenAtFirst,
  onStarted,
}: {
  readonly model: string;
  readonly champion: number;
  readonly candidates: readonly Candidate[];
  readonly first: number;
  readonly isOpenAtFirst: boolean;
  readonly onStarted: (id: string) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const [draft, setDraft] = useState(() => firstDraft(first));
  return (
    <div>
      <ChangeButton
        label={texts.open}
        kind="primary"
        document={ModelStartRolloutDocument}
        variables={(reason) => ({ model, reason, ...startVariables(draft, champion) })}
        isFit={isFit(draft)}
        isOpenAtFirst={isOpenAtFirst}
        // the form says it itself, below the choices that it follows from
        consequences={[]}
        done={texts.started(draft.version)}
        draft={`models.start.${model}`}
        onDone={({ startRollout }) => startRollout && onStarted(startRollout.rollout.id)}
      >
        {({ refusal, forget }) => (
          <StartFields
            draft={draft}
            onChange={(changed) => {
              forget();
              setDraft(changed);
            }}
            champion={champion}
            candidates={candidates}
            refused={refusedPlace(refusal?.faults)}
          />
        )}
      </ChangeButton>
    </div>
  );
}
