import { useState } from 'react';
import {
  LeadConsentsDocument,
  type LeadConsentsQuery,
  LeadWithdrawConsentDocument,
} from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFocusFallback } from '../../ui/focus-fallback.ts';
import { notify } from '../../ui/notices.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { WORDS } from '../facts/words.messages.ts';
import { ActionForm } from '../forms/action-form.tsx';
import { useFormFaults } from '../forms/use-form-faults.ts';
import { PERSON_MESSAGES } from './person.messages.ts';
import styles from './person.module.css';

type Consent = NonNullable<NonNullable<LeadConsentsQuery['lead']>['consents']>['edges'][number]['node'];

/** Consents of the person, with the withdrawal of each purpose. */
export function Consents({ id }: { readonly id: string }): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const pages = useGraphPages(LeadConsentsDocument, { id }, ({ lead }) => lead?.consents?.pageInfo);
  const [purpose, setPurpose] = useState<string>();
  const close = (): void => setPurpose(undefined);
  return (
    <>
      <Answer of={pages.query} lines={2}>
        {(read) => {
          const consents = read.flatMap(({ lead }) => lead?.consents?.edges ?? []).map(({ node }) => node);
          return (
            <>
              <ConsentList consents={consents} purpose={purpose} onWithdraw={setPurpose} />
              <ShowMore list={texts.consents} shown={consents.length} extent={pages} />
            </>
          );
        }}
      </Answer>
      <Dialog isOpen={purpose !== undefined} onClose={close} title={texts.withdrawTitle(purpose ?? '')}>
        {purpose !== undefined && <WithdrawForm id={id} purpose={purpose} onClose={close} />}
      </Dialog>
    </>
  );
}

function ConsentList({
  consents,
  purpose,
  onWithdraw,
}: {
  readonly consents: readonly Consent[];
  /** whose withdrawal is being asked about */
  readonly purpose: string | undefined;
  readonly onWithdraw: (purpose: string) => void;
}): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const words = useMessages(WORDS);
  const format = useFormat();
  const canWrite = useRight('leads:write');
  const list = useFocusFallback<HTMLUListElement>(`${consents.length} ${purpose}`);
  if (consents.length === 0) return <p className={styles.note}>{texts.noConsents}</p>;
  return (
    <ul ref={list} tabIndex={-1} className={styles.consents}>
      {consents.map(({ id, purpose, textVersion, givenAt, origin, subject, withdrawnAt }) => (
        <li key={id} className={styles.consent}>
          <bdi>
            <strong>{purpose}</strong>
          </bdi>
          <span className={styles.note}>
            <bdi>{texts.given(format.dateTime(givenAt), textVersion)}</bdi> · {words.origins[origin]} ·{' '}
            <bdi>{subject}</bdi>
            {withdrawnAt && <> · {texts.withdrawnAt(format.dateTime(withdrawnAt))}</>}
          </span>
          {!withdrawnAt && canWrite && <Button onClick={() => onWithdraw(purpose)}>{texts.withdraw}</Button>}
        </li>
      ))}
    </ul>
  );
}

function WithdrawForm({
  id,
  purpose,
  onClose,
}: {
  readonly id: string;
  readonly purpose: string;
  readonly onClose: () => void;
}): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const format = useFormat();
  const change = useChange(LeadWithdrawConsentDocument);
  const faults = useFormFaults(change.error, []);
  const submit = (): void =>
    change.mutate(
      { id, purpose },
      {
        onSuccess({ data }) {
          const count = data.withdrawConsent?.withdrawn ?? 0;
          notify('done', texts.withdrawn(count, format.number(count)));
          onClose();
        },
      },
    );
  return (
    <ActionForm
      submit={texts.withdraw}
      kind="danger"
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>{texts.withdrawSays}</p>
    </ActionForm>
  );
}
