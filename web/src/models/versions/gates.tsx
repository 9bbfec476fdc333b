import type { ReactNode } from 'react';
import { ModelGatesDocument, type ModelGatesQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from '../shared/models.module.css';
import { GATE_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { GATES_MESSAGES } from './gates.messages.ts';

type GateResult = NonNullable<ModelGatesQuery['promotionGates']>[number];

/** Results of the promotion gates for a version now, without promoting it. */
export function Gates({ model, version }: { readonly model: string; readonly version: number }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const query = useGraph(ModelGatesDocument, { model, version });
  return (
    <Panel title={texts.gates(version)}>
      <Answer of={query} lines={3}>
        {({ promotionGates }) => promotionGates && <GateTable gates={promotionGates} isWithVerdict />}
      </Answer>
    </Panel>
  );
}

/** Gates with what they found and need. */
export function GateTable({
  gates,
  isWithVerdict = false,
}: {
  readonly gates: readonly GateResult[];
  readonly isWithVerdict?: boolean;
}): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  if (gates.length === 0) return <p className={styles.hint}>{texts.noGates}</p>;
  const isRefused = gates.some(({ verdict }) => verdict === 'FAILED');
  return (
    <>
      {isWithVerdict && (
        <p>
          <Badge tone={isRefused ? 'bad' : 'good'}>{isRefused ? texts.refused : texts.allPassed}</Badge>
        </p>
      )}
      <DataTable
        caption={texts.judged}
        isCaptionHidden
        rows={gates}
        keyOf={({ gate }) => gate}
        columns={[
          { name: texts.gate, cell: ({ gate }) => words.gate[gate] },
          {
            name: texts.verdict,
            cell: ({ verdict }) => <Badge tone={GATE_TONES[verdict]}>{words.gateVerdict[verdict]}</Badge>,
          },
          { name: texts.found, cell: ({ found }) => <bdi className={styles.prose}>{found}</bdi> },
          { name: texts.needed, cell: ({ needed }) => <bdi className={styles.prose}>{needed}</bdi> },
        ]}
      />
    </>
  );
}
