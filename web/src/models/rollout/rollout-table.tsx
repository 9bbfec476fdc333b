import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Ago } from '../../ui/time.tsx';
import styles from '../shared/models.module.css';
import { ROLLOUT_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { testedVersions } from './participants.ts';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import type { ListedRollout } from './rollout-tab.tsx';

/** Rollouts of a model, newest first. */
export function RolloutTable({
  rollouts,
  shown,
  onShow,
}: {
  readonly rollouts: readonly ListedRollout[];
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
}): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <DataTable
      caption={texts.others}
      isCaptionHidden
      rows={rollouts}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.strategy,
          cell: ({ id, strategy }) => (
            <div className={styles.flush}>
              <Button kind="quiet" aria-pressed={id === shown} onClick={() => onShow(id)}>
                {id} · {words.strategy[strategy]}
              </Button>
            </div>
          ),
        },
        {
          name: texts.status,
          cell: ({ status }) => <Badge tone={ROLLOUT_TONES[status]}>{words.rolloutStatus[status]}</Badge>,
        },
        {
          name: texts.version,
          cell: (of) => texts.against(testedVersions(of).join(', '), of.champion.version),
        },
        {
          name: texts.started,
          cell: ({ createdAt, requestedBy, reason }) => (
            <>
              <Ago time={createdAt} /> <bdi>{texts.by(requestedBy)}</bdi>
              <bdi className={styles.secondary}>{reason}</bdi>
            </>
          ),
        },
        {
          name: texts.end,
          cell: ({ endedAt, endReason }) =>
            endedAt && (
              <div className={styles.description}>
                <Ago time={endedAt} />
                <bdi className={styles.secondary}>{endReason}</bdi>
              </div>
            ),
        },
      ]}
    />
  );
}
