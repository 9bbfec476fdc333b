import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import styles from '../shared/models.module.css';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import type { Compared } from './comparison.tsx';
import { metricRows } from './comparison-rows.ts';
import { SideBySide } from './side-by-side.tsx';
import { VERSIONS_MESSAGES } from './versions.messages.ts';

/** Metrics that the manifests state, and whether they can be compared. */
export function ManifestTable({ versions }: { readonly versions: readonly Compared[] }): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const names = useMessages(VERSIONS_MESSAGES).metric;
  const format = useFormat();
  const holdouts = new Set(versions.map(({ holdout }) => holdout));
  const isSame = holdouts.size === 1 && !holdouts.has(null);
  const rows = metricRows(versions.map(({ metrics }) => metrics));
  return (
    <div>
      <SideBySide
        title={texts.manifest}
        versions={versions}
        rows={rows.map(({ name, values, best }) => ({
          name: names[name] ?? name,
          cells: values.map((value) => (value === undefined ? undefined : format.number(value, 5))),
          best: isSame ? best : undefined,
        }))}
      />
      <p className={isSame ? styles.hint : styles.warning}>{isSame ? texts.sameHoldout : texts.otherHoldout}</p>
    </div>
  );
}
