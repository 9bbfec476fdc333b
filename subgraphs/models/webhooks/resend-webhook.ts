import { DomainError } from '../../../platform/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import { type DeliveryRow, findDelivery } from './delivery-store.ts';
import type { RegistryWebhooks } from './registry-webhooks.ts';

/** Collaborators of {@link resendWebhook}. */
export interface ResendDeps extends Omit<AuditDeps, 'outlet'> {
  /** absent without configured receivers */
  readonly webhooks: RegistryWebhooks | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Sends a webhook again under the same id, with all retries, whether it was delivered or failed. The request is
 * audited, but causes no webhook itself.
 *
 * @throws {DomainError} WEBHOOK_NOT_FOUND when no delivery has this id, or its URL is no longer configured
 */
export async function resendWebhook(deps: ResendDeps, id: string, authorship: Authorship): Promise<DeliveryRow> {
  const db = deps.database.tables<never>();
  const found = UUID.test(id) ? await findDelivery(db, id) : undefined;
  const { model = null, version = null } = found?.event ?? {};
  const attempt = {
    ...authorship,
    action: 'RESEND_WEBHOOK',
    model: model ?? undefined,
    version: version ?? undefined,
  } as const;
  const sent = await audited(
    { ...deps, outlet: undefined },
    attempt,
    async () => found ?? unknown(id, 'no webhook of this id'),
    async (trx, before) => {
      if (!(await deps.webhooks?.resend(trx, id)))
        return unknown(id, `its URL ${before.url} removed from REGISTRY_WEBHOOK_URLS`);
      const result = (await findDelivery(trx, id)) as DeliveryRow;
      return { result, before: stateOf(before), after: stateOf(result) };
    },
  );
  deps.webhooks?.wake();
  return sent;
}

function stateOf({ webhook_id: webhookId, state, attempts }: DeliveryRow) {
  return { webhookId, state, attempts };
}

function unknown(id: string, found: string): never {
  throw new DomainError('WEBHOOK_NOT_FOUND', `webhook ${id}: found ${found}`, { id });
}
