import type { ReactNode } from 'react';
import {
  ModelAbortRolloutDocument,
  ModelAdvanceRolloutDocument,
  ModelApproveRolloutDocument,
  ModelPauseRolloutDocument,
  ModelResumeRolloutDocument,
} from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight, useViewer } from '../../session/rights.ts';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { testedVersions } from './participants.ts';
import { ROLLOUT_ACTIONS_MESSAGES } from './rollout-actions.messages.ts';
import { isOpen, isPromoting, nextStep } from './rollout-progress.ts';
import type { ShownRollout } from './rollout-view.tsx';

/** Changes that an open rollout can take in its state, each with what it does to the traffic. */
export function RolloutActions({ of }: { readonly of: ShownRollout }): ReactNode {
  const mayPromote = useRight('models:promote');
  if (!isOpen(of.status)) return null;
  return (
    <div className={styles.row}>
      {mayPromote && of.status === 'RUNNING' && <Pause of={of} />}
      {mayPromote && of.status === 'PAUSED' && <Resume of={of} />}
      {mayPromote && of.status === 'RUNNING' && <Advance of={of} />}
      {of.status === 'AWAITING_APPROVAL' && <Approve of={of} />}
      {mayPromote && <Abort of={of} />}
    </div>
  );
}

interface OfRollout {
  readonly of: ShownRollout;
}

function Pause({ of }: OfRollout): ReactNode {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const { version, share } = useWords(of);
  return (
    <ChangeButton
      label={texts.pause}
      document={ModelPauseRolloutDocument}
      variables={(reason) => ({ id: of.id, reason })}
      consequences={texts.pausing(version, share)}
      done={texts.paused}
      draft={`models.pause.${of.id}`}
    />
  );
}

function Resume({ of }: OfRollout): ReactNode {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const { version, share } = useWords(of);
  return (
    <ChangeButton
      label={texts.resume}
      kind="primary"
      document={ModelResumeRolloutDocument}
      variables={(reason) => ({ id: of.id, reason })}
      consequences={texts.resuming(version, share)}
      done={texts.resumed}
      draft={`models.resume.${of.id}`}
    />
  );
}

function Advance({ of }: OfRollout): ReactNode {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const consequences = useAdvancing(of);
  return (
    <ChangeButton
      label={texts.advance}
      document={ModelAdvanceRolloutDocument}
      variables={(reason) => ({ id: of.id, reason })}
      consequences={consequences}
      done={texts.advanced}
      draft={`models.advance.${of.id}`}
    />
  );
}

function useAdvancing(of: ShownRollout): readonly string[] {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const format = useFormat();
  const { version, share } = useWords(of);
  const next = nextStep(of);
  if (!next) return isPromoting(of) ? texts.completing(version, of.champion.version) : [texts.completingTest];
  const to = format.percent(next.trafficShare);
  return next.needsApproval ? texts.advancingToApproval(to) : texts.advancing(version, share, to);
}

function Approve({ of }: OfRollout): ReactNode {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const format = useFormat();
  const mayApprove = useRight('models:approve');
  const { subject } = useViewer();
  const { version, share } = useWords(of);
  if (!mayApprove) return null;
  if (subject === of.requestedBy) return <span className={styles.hint}>{texts.ownRollout}</span>;
  return (
    <ChangeButton
      label={texts.approve}
      kind="primary"
      document={ModelApproveRolloutDocument}
      variables={(reason) => ({ id: of.id, reason })}
      consequences={texts.approving(version, share, format.percent(nextStep(of)?.trafficShare ?? 1))}
      done={texts.approved}
      draft={`models.approveRollout.${of.id}`}
    />
  );
}

function Abort({ of }: OfRollout): ReactNode {
  const texts = useMessages(ROLLOUT_ACTIONS_MESSAGES);
  const { version, share } = useWords(of);
  return (
    <ChangeButton
      label={texts.abort}
      title={texts.abortTitle}
      kind="danger"
      document={ModelAbortRolloutDocument}
      variables={(reason) => ({ id: of.id, reason })}
      consequences={texts.aborting(version, share, of.champion.version)}
      done={texts.aborted}
      draft={`models.abort.${of.id}`}
    />
  );
}

function useWords(of: ShownRollout): { readonly version: string; readonly share: string } {
  const format = useFormat();
  return {
    version: testedVersions(of).join(', '),
    share: format.percent(of.trafficShare),
  };
}
