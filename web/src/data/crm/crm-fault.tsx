import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { CRM_MESSAGES } from './crm.messages.ts';

/** A fault of the CRM: its code and reason, since when it lasts, and what to do about it. */
export function CrmFault({
  fault,
  children,
}: {
  readonly fault: { readonly code: string; readonly message: string; readonly since?: string };
  /** buttons that end it */
  readonly children?: ReactNode;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const cure = texts.cures[fault.code];
  return (
    <div className={shared.trouble}>
      <p>
        <code>{fault.code}</code> <bdi>{fault.message}</bdi>{' '}
        {fault.since && (
          <span className={shared.note}>
            ({texts.since} <Ago time={fault.since} />)
          </span>
        )}
      </p>
      {cure && <p className={shared.strong}>{cure}</p>}
      {children}
    </div>
  );
}
