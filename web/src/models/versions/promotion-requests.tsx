import { type ReactNode, useState } from 'react';
import {
  ModelApprovePromotionDocument,
  ModelPromotionRequestsDocument,
  type ModelPromotionRequestsQuery,
  ModelRejectPromotionDocument,
} from '../../graph/generated/graphql.ts';
import { type PageOfRows, pageOfRows } from '../../graph/page-position.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight, useViewer } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { REQUEST_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { GATES_MESSAGES } from './gates.messages.ts';
import { GateTable } from './gates.tsx';

type Request = NonNullable<ModelPromotionRequestsQuery['model']>['promotionRequests'][number];

// one fewer than its document asks for
const PAGE_REQUESTS = 20;

/** Promotions that one person requested and another decides on. */
export function PromotionRequests({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const pages = useGraphPages(ModelPromotionRequestsDocument, { model }, (page) => pageOf(page).position, {
    every: 15_000,
  });
  return (
    <Panel title={texts.requests}>
      <Answer of={pages.query} lines={2}>
        {(read) => {
          const requests = read.flatMap((page) => pageOf(page).rows);
          if (requests.length === 0) return <Empty>{texts.noRequests}</Empty>;
          return (
            <>
              <FocusPlace state={requests.map(({ status }) => status).join()}>
                <RequestTable requests={requests} champion={read[0]?.model?.champion?.version} />
              </FocusPlace>
              <ShowMore list={texts.requests} shown={requests.length} extent={pages} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

function pageOf({ model }: ModelPromotionRequestsQuery): PageOfRows<Request> {
  return pageOfRows(model?.promotionRequests ?? [], PAGE_REQUESTS, ({ id }) => id);
}

function RequestTable({
  requests,
  champion,
}: {
  readonly requests: readonly Request[];
  readonly champion: number | undefined;
}): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <DataTable
      caption={texts.requests}
      isCaptionHidden
      rows={requests}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.status,
          cell: ({ status, overridden }) => (
            <>
              <Badge tone={REQUEST_TONES[status]}>{words.requestStatus[status]}</Badge>
              {overridden && <span className={styles.secondary}>{texts.overridden}</span>}
            </>
          ),
        },
        { name: texts.version, cell: ({ version }) => words.version(version) },
        {
          name: texts.requested,
          cell: (request) => <Step at={request.requestedAt} by={request.requestedBy} reason={request.requestReason} />,
        },
        {
          name: texts.decided,
          cell: ({ decidedAt, decidedBy, decisionReason }) =>
            decidedAt && <Step at={decidedAt} by={decidedBy ?? ''} reason={decisionReason ?? ''} />,
        },
        {
          name: texts.decision,
          cell: (request) => request.status === 'OPEN' && <Decide request={request} champion={champion} />,
        },
      ]}
    />
  );
}

function Step({ at, by, reason }: { readonly at: string; readonly by: string; readonly reason: string }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  return (
    <>
      <Ago time={at} /> <bdi>{texts.by(by)}</bdi>
      <bdi className={styles.secondary}>{reason}</bdi>
    </>
  );
}

function Decide({
  request: { id, version, requestedBy, gates },
  champion,
}: {
  readonly request: Request;
  readonly champion: number | undefined;
}): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const { subject } = useViewer();
  const mayApprove = useRight('models:approve');
  const [overrides, setOverrides] = useState(false);
  if (!mayApprove) return null;
  if (subject === requestedBy) return <span className={styles.hint}>{texts.ownRequest}</span>;
  return (
    <div className={styles.row}>
      <ChangeButton
        label={texts.approve}
        title={texts.approveTitle(version)}
        kind="primary"
        document={ModelApprovePromotionDocument}
        variables={(reason) => ({ id, reason, override: overrides })}
        consequences={texts.approving(version, champion)}
        done={texts.approved(version)}
        draft={`models.approve.${id}`}
      >
        <GateTable gates={gates} />
        {gates.some(({ verdict, gate }) => verdict !== 'PASSED' && gate !== 'APPROVAL') && (
          <CheckField
            label={texts.override}
            checked={overrides}
            onChange={({ target }) => setOverrides(target.checked)}
          />
        )}
      </ChangeButton>
      <ChangeButton
        label={texts.reject}
        title={texts.rejectTitle(version)}
        document={ModelRejectPromotionDocument}
        variables={(reason) => ({ id, reason })}
        consequences={texts.rejecting}
        done={texts.rejected}
        draft={`models.reject.${id}`}
      />
    </div>
  );
}
