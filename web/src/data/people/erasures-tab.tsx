import type { ReactNode } from 'react';
import { DataErasuresDocument, type DataErasuresQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { Pager, usePaging } from '../shared/pager.tsx';
import { ERASURE_MESSAGES } from './erasures.messages.ts';

type Erasure = NonNullable<DataErasuresQuery['erasures']>['edges'][number]['node'];

const READ_EVERY_MS = 10_000;

/** Erasures of persons, and which parts of the platform have followed. */
export default function ErasuresTab(): ReactNode {
  const texts = useMessages(ERASURE_MESSAGES);
  const paging = usePaging();
  const erasures = useGraph(
    DataErasuresDocument,
    { after: paging.after },
    { keepsPrevious: true, every: READ_EVERY_MS },
  );
  return (
    <Panel title={texts.title}>
      <p className={shared.note}>{texts.note}</p>
      <Answer of={erasures}>
        {({ erasures: list }) => {
          if (!list) return null;
          if (list.edges.length === 0) return <Empty>{texts.none}</Empty>;
          return (
            <>
              <ErasureTable erasures={list.edges.map(({ node }) => node)} />
              <Pager paging={paging} of={list.pageInfo} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

function ErasureTable({ erasures }: { readonly erasures: readonly Erasure[] }): ReactNode {
  const texts = useMessages(ERASURE_MESSAGES);
  return (
    <DataTable
      caption={texts.caption}
      isCaptionHidden
      columns={[
        { name: texts.erased, cell: ({ erasedAt }) => <Ago time={erasedAt} /> },
        {
          name: texts.lead,
          cell: ({ leadIds }) => (
            <span className={shared.cell}>
              {leadIds.map((id) => (
                <bdi key={id} className={shared.mono}>
                  {id}
                </bdi>
              ))}
            </span>
          ),
        },
        { name: texts.by, cell: ({ actor }) => <bdi>{actor}</bdi> },
        {
          name: texts.reason,
          cell: ({ reason }) => (
            <div className={shared.sentence}>
              <bdi>{reason}</bdi>
            </div>
          ),
        },
        { name: texts.state, cell: (erasure) => <State erasure={erasure} /> },
      ]}
      rows={erasures}
      keyOf={({ id }) => id}
    />
  );
}

function State({ erasure: { completedAt, parts } }: { readonly erasure: Erasure }): ReactNode {
  const texts = useMessages(ERASURE_MESSAGES);
  if (completedAt)
    return (
      <span className={shared.row}>
        <Badge tone="good">{texts.done}</Badge> <Ago time={completedAt} />
      </span>
    );
  return (
    <span className={shared.row}>
      {parts.map(({ name, doneAt }) => (
        <Badge key={name} tone={doneAt ? 'good' : 'info'}>
          {texts.part[name]}: {doneAt ? texts.done : texts.pending}
        </Badge>
      ))}
    </span>
  );
}
