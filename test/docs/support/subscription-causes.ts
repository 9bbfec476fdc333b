/** Sends an operation to the page's platform. */
export type Ask = (query: string, variables: object) => Promise<{ readonly data?: unknown; readonly errors?: unknown }>;

/** What makes an event of a subscription, by its field: for a lead that the page names, or the best one. */
const CAUSES: Readonly<Record<string, (ask: Ask, leadId: string) => Promise<unknown>>> = {
  leadScored: (ask, leadId) => ask('mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }', { id: leadId }),
  leadChanged: async (ask, leadId) => {
    const occurredAt = new Date().toISOString();
    await ask(
      'mutation ($id: ID!, $one: [InteractionInput!]!) { recordInteractions(leadId: $id, interactions: $one) { __typename } }',
      { id: leadId, one: [{ kind: 'CALL', occurredAt, durationSeconds: 60 }] },
    );
    await ask('mutation ($id: ID!) { updateLead(id: $id, input: { owner: "sara" }) { __typename } }', { id: leadId });
  },
  rolloutChanged: async (ask) => {
    const { data } = await ask(
      `mutation { startRollout(model: "lead-conversion", version: 2, strategy: SHADOW, reason: "page") { rollout { id } } }`,
      {},
    );
    const id = (data as { startRollout?: { rollout: { id: string } } } | null)?.startRollout?.rollout.id;
    if (id) await ask('mutation ($id: ID!) { abortRollout(id: $id, reason: "page") { __typename } }', { id });
  },
  alertChanged: (ask) =>
    ask('mutation ($rule: AlertRuleInput!) { setAlertRule(rule: $rule, reason: "page") { __typename } }', {
      rule: {
        name: 'page',
        metric: 'THROUGHPUT',
        bad: 'LOW',
        levels: [{ severity: 'WARNING', enter: 1e9, leave: 1e9 }],
      },
    }),
  liveMetrics: async () => undefined,
};

/**
 * Makes an event of a subscription.
 *
 * @param text of the operation and its variables
 * @returns false when nothing is known that makes one
 */
export async function causeEvent(field: string, text: string, ask: Ask): Promise<boolean> {
  const cause = CAUSES[field];
  if (!cause) return false;
  const [named] = /lead-\d{6}/.exec(text) ?? [];
  await cause(ask, named ?? (await bestLead(ask)));
  return true;
}

async function bestLead(ask: Ask): Promise<string> {
  const { data } = await ask('{ leads(first: 1) { edges { node { id } } } }', {});
  return (data as { leads: { edges: { node: { id: string } }[] } }).leads.edges[0]?.node.id ?? '';
}
