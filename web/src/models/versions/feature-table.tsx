import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import styles from '../shared/models.module.css';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import type { Compared } from './comparison.tsx';
import { featureRows } from './comparison-rows.ts';
import { SideBySide } from './side-by-side.tsx';

/** Differences of the signatures: form, calibration, and every feature that not all use alike. */
export function FeatureTable({ versions }: { readonly versions: readonly Compared[] }): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const format = useFormat();
  const differing = featureRows(versions.map(({ signature }) => signature.inputs)).filter(({ differs }) => differs);
  const calibration = ({ calibration: { method, slope, intercept } }: Compared): string =>
    slope == null || intercept == null
      ? method
      : `${method} ${format.number(slope, 3)} / ${format.number(intercept, 3)}`;
  return (
    <div>
      <SideBySide
        title={texts.features}
        versions={versions}
        rows={[
          { name: texts.framework, cells: versions.map(({ framework }) => <bdi key="name">{framework}</bdi>) },
          { name: texts.size, cells: versions.map(({ sizeBytes }) => format.bytes(sizeBytes)) },
          { name: texts.form, cells: versions.map(({ signature }) => <bdi key="form">{signature.inputForm}</bdi>) },
          { name: texts.calibration, cells: versions.map((version) => <bdi key="method">{calibration(version)}</bdi>) },
          { name: texts.feature, cells: versions.map(({ signature }) => format.number(signature.inputs.length)) },
          ...differing.map(({ name, forms }) => ({ name, cells: forms.map((form) => form ?? texts.absent) })),
        ]}
      />
      <p className={styles.hint}>{differing.length === 0 ? texts.sameFeatures : texts.requiredHint}</p>
    </div>
  );
}
