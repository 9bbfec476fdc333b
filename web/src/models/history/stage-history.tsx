import { type ReactNode, useState } from 'react';
import { ModelStageHistoryDocument, type ModelStageHistoryQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { PageTurner } from '../shared/page-turner.tsx';
import { STAGE_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { HISTORY_MESSAGES } from './history.messages.ts';

type Changes = NonNullable<ModelStageHistoryQuery['model']>['historyConnection'];

/** Changes of the stages of a model's versions, newest first. */
export function StageHistory({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const [after, setAfter] = useState<string | null>(null);
  const query = useGraph(ModelStageHistoryDocument, { model, after }, { keepsPrevious: true });
  return (
    <Panel title={texts.stages}>
      <Answer of={query}>
        {({ model: of }) =>
          of &&
          (of.historyConnection.edges.length === 0 ? (
            <Empty>{texts.noStages}</Empty>
          ) : (
            <>
              <Changes of={of.historyConnection} />
              <PageTurner after={after} info={of.historyConnection.pageInfo} onTurn={setAfter} />
            </>
          ))
        }
      </Answer>
    </Panel>
  );
}

function Changes({ of }: { readonly of: Changes }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.stages}
      isCaptionHidden
      rows={of.edges.map(({ node }) => node)}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        {
          name: texts.at,
          cell: ({ at }) => (
            <time dateTime={at} className={styles.word} data-volatile="">
              {format.dateTime(at)}
            </time>
          ),
        },
        { name: texts.version, cell: ({ version }) => words.version(version) },
        {
          name: texts.change,
          cell: ({ action, toStage, reignEnd }) => (
            <>
              {texts.action[action]} <Badge tone={STAGE_TONES[toStage]}>{words.stage[toStage]}</Badge>
              {reignEnd && <span className={styles.secondary}>{texts.reignEnd[reignEnd]}</span>}
            </>
          ),
        },
        { name: texts.by, cell: ({ actor }) => <bdi className={styles.word}>{actor}</bdi> },
        { name: texts.reason, cell: ({ reason }) => <bdi className={styles.prose}>{reason}</bdi> },
      ]}
    />
  );
}
