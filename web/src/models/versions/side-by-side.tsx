import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import type { Compared } from './comparison.tsx';

/** A figure with its text in each version. */
export interface SideBySideRow {
  readonly name: string;
  readonly cells: readonly (ReactNode | undefined)[];
  /** index of the best cell */
  readonly best?: number | undefined;
}

/** A table with a column for each version. */
export function SideBySide({
  title,
  rows,
  versions,
}: {
  readonly title: string;
  readonly rows: readonly SideBySideRow[];
  readonly versions: readonly Compared[];
}): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <DataTable
      caption={title}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { name: texts.figure, cell: ({ name }) => <bdi>{name}</bdi> },
        ...versions.map(({ version }, index) => ({
          name: words.version(version),
          isNumber: true,
          cell: ({ cells, best }: SideBySideRow) =>
            best === index ? (
              <span className={styles.best}>
                {cells[index]} <span className="visually-hidden">{texts.best}</span>
              </span>
            ) : (
              (cells[index] ?? '–')
            ),
        })),
      ]}
    />
  );
}
