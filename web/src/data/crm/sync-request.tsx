import type { ReactNode } from 'react';
import {
  DataCrmAcceptRemovalsDocument,
  DataCrmAcceptSchemaDocument,
  DataCrmCompareDocument,
} from '../../graph/generated/graphql.ts';
import type { GraphAnswer } from '../../graph/graph-client.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { notify } from '../../ui/notices.tsx';
import { ConfirmChange } from './confirm-change.tsx';
import { CRM_MESSAGES } from './crm.messages.ts';

const DOCUMENTS = {
  compare: DataCrmCompareDocument,
  acceptSchema: DataCrmAcceptSchemaDocument,
  acceptRemovals: DataCrmAcceptRemovalsDocument,
} as const;

/** A button for a request to the sync of one table, or of all, for readers who may. */
export function SyncRequest({
  request,
  entity,
}: {
  readonly request: keyof typeof DOCUMENTS;
  /** all tables without one */
  readonly entity?: string;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const change = useChange(DOCUMENTS[request] as typeof DataCrmCompareDocument);
  if (!useRight('leads:write')) return null;
  return (
    <ConfirmChange
      name={texts[request]}
      title={texts[`${request}Title`]}
      effect={texts[`${request}Effect`]}
      kind={request === 'acceptRemovals' ? 'danger' : 'plain'}
      change={change}
      onConfirm={(close) =>
        change.mutate(
          { entity: entity ?? null },
          {
            onSuccess(answer) {
              if (countEntities(answer) > 0) notify('done', texts[`${request}Done`]);
              else notify('failed', texts.nothing);
              close();
            },
          },
        )
      }
    />
  );
}

/** Number of tables that a request applied to: its answer has one field, named after the request. */
function countEntities({ data }: GraphAnswer<object>): number {
  const [payload] = Object.values(data) as ({ readonly entities: readonly string[] } | null)[];
  return payload?.entities.length ?? 0;
}
