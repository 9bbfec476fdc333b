import type { Locator } from 'playwright-core';
import type { Reader } from './reader.ts';
import type { WebWorld } from './web-world.ts';

/** Rights of a member of sales. */
export const SALES_SCOPES = 'leads:read,leads:pii,leads:write,scores:write';

const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const SCORE = 'mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }';
const LIST = `query ($filter: LeadFilter, $orderBy: LeadOrder!, $first: Int!) {
  leads(filter: $filter, orderBy: $orderBy, first: $first) { edges { node { id company } } } }`;
const LEAD = `query ($id: ID!) { lead(id: $id) {
  id version company owner emirate stage effectiveGrade
  scoreOverride { grade actor reason expiresAt }
  outcome { result revenue reason }
  mergedInto { id }
  interactions { edges { node { kind durationSeconds note } } }
  score { id probability explanation { baseValue margin contributions { contribution } } }
  scoreHistory(first: 100) { edges { node { id } } } } }`;

/** A lead of a list. */
export interface ListedLead {
  readonly id: string;
  readonly company: string | null;
}

/** People of sales before one installation, each in a window of their own, and the graph beside them. */
export class SalesTeam {
  readonly #world: WebWorld;
  readonly #readers: Reader[] = [];
  readonly #tokens = new Map<string, string>();

  constructor(world: WebWorld) {
    this.#world = world;
  }

  /** Opens a window of a member of sales at an address, and waits until all of it is there. */
  async open(who: string, address: string): Promise<Reader> {
    const token = this.#tokens.get(who) ?? (await this.#world.token(SALES_SCOPES, who));
    this.#tokens.set(who, token);
    const reader = await this.#world.reader();
    this.#readers.push(reader);
    await reader.signIn(token, address);
    if (address.startsWith('/lead/')) await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await reader.settled();
    return reader;
  }

  /** Closes all windows. */
  async leave(): Promise<void> {
    for (const reader of this.#readers.splice(0)) await reader.close();
  }

  /** Stores a lead, and scores it. */
  async submit(id: string, input: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#world.ask(SUBMIT, { input: { id, ...input } });
    await this.#world.ask(SCORE, { id });
  }

  /** The first leads of a list as the graph has it. */
  async list(filter: object, orderBy = 'SCORE_DESC', first = 10): Promise<readonly ListedLead[]> {
    const { leads } = await this.#world.ask<{ leads: { edges: readonly { node: ListedLead }[] } }>(LIST, {
      filter,
      orderBy,
      first,
    });
    return leads.edges.map(({ node }) => node);
  }

  /** A lead as the graph has it; null for none. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields of LEAD
  async lead(id: string): Promise<any> {
    return (await this.#world.ask<{ lead: unknown }>(LEAD, { id })).lead;
  }
}

/** Ids of leads. */
export function idsOf(leads: readonly ListedLead[]): readonly string[] {
  return leads.map(({ id }) => id);
}

/** Presses the button of a name. */
export function press({ page }: Reader, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

/** The open dialog. */
export function dialogOf({ page }: Reader): Locator {
  return page.getByRole('dialog');
}
