import { type ReactNode, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { ModelRevokeTokenDocument, ModelTokensDocument, type ModelTokensQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { PageTurner } from '../shared/page-turner.tsx';
import { ACCESS_MESSAGES } from './access.messages.ts';
import { CreateToken } from './create-token.tsx';
import { tokenState } from './token-form.ts';

type Token = NonNullable<ModelTokensQuery['machineTokens']>['edges'][number]['node'];

/** Tokens of machines: created, listed, revoked. */
export function Tokens(): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const [includeEnded, setIncludeEnded] = useState(false);
  const [after, setAfter] = useState<string | null>(null);
  const query = useGraph(ModelTokensDocument, { includeEnded, after }, { keepsPrevious: true });
  return (
    <Panel title={texts.tokens} actions={<CreateToken />}>
      <CheckField
        label={texts.ended}
        checked={includeEnded}
        onChange={({ target }) => {
          setIncludeEnded(target.checked);
          setAfter(null);
        }}
      />
      <Answer of={query}>
        {({ machineTokens }) =>
          machineTokens && machineTokens.edges.length > 0 ? (
            <>
              <FocusPlace state={machineTokens.edges.length}>
                <TokenTable tokens={machineTokens.edges.map(({ node }) => node)} />
              </FocusPlace>
              <PageTurner after={after} info={machineTokens.pageInfo} onTurn={setAfter} />
            </>
          ) : (
            <Empty>{texts.noTokens}</Empty>
          )
        }
      </Answer>
    </Panel>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  return (
    <DataTable
      caption={texts.tokens}
      isCaptionHidden
      rows={tokens}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.name,
          cell: ({ name, id }) => (
            <>
              <bdi>{name}</bdi> <bdi className={styles.secondary}>{id}</bdi>
            </>
          ),
        },
        { name: texts.state, cell: (token) => <State of={token} /> },
        { name: texts.scopes, cell: ({ scopes }) => <bdi className={styles.mono}>{scopes.join(', ')}</bdi> },
        {
          name: texts.created,
          cell: ({ createdAt, createdBy }) => (
            <>
              <Ago time={createdAt} /> <bdi className={styles.secondary}>{texts.by(createdBy)}</bdi>
            </>
          ),
        },
        { name: texts.expires, cell: ({ expiresAt }) => <Ago time={expiresAt} /> },
        { name: texts.used, cell: ({ lastUsedAt }) => (lastUsedAt ? <Ago time={lastUsedAt} /> : texts.never) },
        { name: texts.revoke, cell: (token) => <Revoke of={token} /> },
      ]}
    />
  );
}

function State({ of }: { readonly of: Token }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const state = tokenState(of, serverNow());
  return (
    <>
      <Badge tone={state === 'VALID' ? 'good' : 'neutral'}>{texts.stateWords[state]}</Badge>
      {of.revokedAt && (
        <span className={styles.secondary}>
          <Ago time={of.revokedAt} /> <bdi>{texts.by(of.revokedBy ?? '')}</bdi>: <bdi>{of.revokeReason}</bdi>
        </span>
      )}
    </>
  );
}

function Revoke({ of: { id, name, ...token } }: { readonly of: Token }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  if (tokenState(token, serverNow()) !== 'VALID') return null;
  return (
    <ChangeButton
      label={texts.revoke}
      title={texts.revokeTitle(name)}
      kind="danger"
      document={ModelRevokeTokenDocument}
      variables={(reason) => ({ id, reason })}
      consequences={texts.revoking(name)}
      done={texts.revoked}
      draft={`models.revoke.${id}`}
    />
  );
}
