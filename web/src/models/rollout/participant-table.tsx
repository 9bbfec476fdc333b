import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { type Participant, participantsOf, type RolloutVersions } from './participants.ts';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';

/** Versions in a rollout of several, with their roles and shares. */
export function ParticipantTable({ of }: { readonly of: RolloutVersions }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  // with one, steps and head say it all
  if (of.versions.length < 2) return null;
  const shareOf = ({ role, share }: Participant): string => {
    if (share === undefined) return '–';
    return role === 'SHADOW' ? texts.shadows(format.percent(share)) : texts.answers(format.percent(share));
  };
  return (
    <DataTable
      caption={texts.versions}
      rows={participantsOf(of)}
      keyOf={({ version }) => String(version)}
      columns={[
        { name: texts.version, cell: ({ version }) => <span className={styles.word}>{words.version(version)}</span> },
        { name: texts.role, cell: ({ role }) => texts.roles[role] },
        { name: texts.part, cell: shareOf },
      ]}
    />
  );
}
