import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LAKE_MESSAGES } from './lake.messages.ts';
import styles from './lake.module.css';
import { type LakeTableFacts, type LayerSummary, summariseLayers } from './lake-summary.ts';

/** The layers in the direction in which data flows, with their sums. */
export function Layers({
  tables,
  children,
}: {
  readonly tables: readonly LakeTableFacts[];
  readonly children: ReactNode;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  return (
    <Panel title={texts.layers} actions={children}>
      <ol className={styles.flow}>
        {summariseLayers(tables).map((layer) => (
          <Layer key={layer.layer} layer={layer} />
        ))}
      </ol>
    </Panel>
  );
}

function Layer({ layer }: { readonly layer: LayerSummary }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  const { freshnessSeconds } = layer;
  return (
    <li className={styles.layer} data-layer={layer.layer}>
      <div className={styles.layerHead}>
        <h3>{texts.layer[layer.layer]}</h3>
        {layer.failed > 0 ? (
          <Badge tone={layer.isGated ? 'bad' : 'warn'}>{texts.counts.FAILED(format.number(layer.failed))}</Badge>
        ) : (
          freshnessSeconds !== undefined && <Badge tone="good">{texts.status.PASSED}</Badge>
        )}
      </div>
      <p className={styles.layerNote}>{texts.layerNote[layer.layer]}</p>
      <dl className={styles.layerFigures}>
        <div>
          <dt>{texts.rows}</dt>
          <dd data-volatile="">{format.number(layer.rows)}</dd>
        </div>
        <div>
          <dt>{texts.size}</dt>
          <dd data-volatile="">{format.bytes(layer.bytes)}</dd>
        </div>
        <div>
          <dt>{texts.freshness}</dt>
          <dd data-volatile="">
            {freshnessSeconds === undefined ? texts.neverWritten : format.duration(freshnessSeconds * 1_000)}
          </dd>
        </div>
      </dl>
    </li>
  );
}
