import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Ago } from '../../ui/time.tsx';
import styles from '../shared/models.module.css';
import { STAGE_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { VERSIONS_MESSAGES } from './versions.messages.ts';
import type { ShownVersion } from './versions-tab.tsx';

const COLUMNS = ['auc', 'brier', 'ece', 'liftAt10'] as const;

/** Versions of a model, newest first; two or three are chosen for the comparison, one for its details. */
export function VersionTable({
  versions,
  selected,
  onSelect,
  compared,
  onCompare,
}: {
  readonly versions: readonly ShownVersion[];
  readonly selected: number | undefined;
  readonly onSelect: (version: number) => void;
  readonly compared: readonly number[];
  readonly onCompare: (version: number) => void;
}): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.mostCompared}
      rows={versions}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.compare,
          cell: ({ version }) => (
            <input
              type="checkbox"
              className={styles.check}
              aria-label={texts.compareVersion(version)}
              checked={compared.includes(version)}
              onChange={() => onCompare(version)}
            />
          ),
        },
        {
          name: texts.version,
          cell: ({ version, description }) => (
            <div className={styles.description}>
              <div className={styles.flush}>
                <Button
                  kind="quiet"
                  aria-label={texts.select(version)}
                  aria-pressed={version === selected}
                  onClick={() => onSelect(version)}
                >
                  {words.version(version)}
                </Button>
              </div>
              <bdi className={styles.secondary}>{description}</bdi>
            </div>
          ),
        },
        {
          name: texts.stage,
          cell: ({ stage, aliases }) => (
            <span className={styles.row}>
              <Badge tone={STAGE_TONES[stage]}>{words.stage[stage]}</Badge>
              {aliases.map((alias) => (
                <Badge key={alias} tone={alias === 'CHAMPION' ? 'good' : 'info'}>
                  {words.alias[alias]}
                </Badge>
              ))}
            </span>
          ),
        },
        ...COLUMNS.map((name) => ({
          name: texts.metric[name] ?? name,
          isNumber: true,
          cell: ({ metrics }: ShownVersion) => {
            const value = metrics.find((metric) => metric.name === name)?.value;
            return value === undefined ? '–' : format.number(value, name === 'liftAt10' ? 2 : 4);
          },
        })),
        {
          name: texts.registered,
          cell: ({ createdAt, createdBy }) => (
            <>
              <Ago time={createdAt} /> <bdi className={styles.secondary}>{texts.by(createdBy)}</bdi>
            </>
          ),
        },
      ]}
    />
  );
}
