import type { ReactNode } from 'react';
import styles from '../shared/models.module.css';
import { AuditLog } from './audit-log.tsx';
import { ChampionAt } from './champion-at.tsx';
import { StageHistory } from './stage-history.tsx';

/** History of a model: its champion at a time, the changes of stages, and the audit log. */
export default function HistoryTab({ model }: { readonly model: string }): ReactNode {
  return (
    <div className={styles.stack}>
      <ChampionAt model={model} />
      <StageHistory model={model} />
      <AuditLog model={model} />
    </div>
  );
}
