import assert from 'node:assert/strict';
import { type OperationDefinitionNode, print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { DemoPlatform } from './demo-data.ts';
import type { GraphqlStep } from './page-step.ts';
import { causeEvent } from './subscription-causes.ts';

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A subscription of a page, open until the page's end. */
interface OpenSubscription {
  readonly step: GraphqlStep;
  readonly field: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly first: Promise<Answer>;
  hasEvent: boolean;
}

const ADMIN = 'ann';
const EVENT_ATTEMPTS = 240;
const EVENT_PAUSE_MS = 500;

/** The operations of one page, in its order, and what they answered. */
export class PageGraph {
  readonly #demo: DemoPlatform;
  readonly #answers: Record<string, unknown> = {};
  readonly #clients: Client[] = [];
  readonly #subscriptions: OpenSubscription[] = [];

  constructor(demo: DemoPlatform) {
    this.#demo = demo;
  }

  /** Runs the operations of a block, which must answer as the page says. */
  async run(step: GraphqlStep): Promise<void> {
    for (const operation of step.operations) {
      const variables = { ...step.variables, ...this.#fromAnswers(step) };
      if (operation.operation === 'subscription') {
        await this.#subscribe(step, operation, variables);
        continue;
      }
      const answer = await this.#ask(print(step.document), operation.name?.value, variables, step.as);
      hold(step, answer);
      Object.assign(this.#answers, answer.data);
      if (step.answer) assertShape(step.answer.data, answer.data, `line ${step.line}: data`);
    }
  }

  /** Ends the page: every subscription has had an event, or the page says why it has none. */
  async finish(): Promise<void> {
    try {
      for (const subscription of this.#subscriptions) await this.#awaitEvent(subscription);
    } finally {
      await Promise.all(this.#clients.map((client) => client.dispose()));
    }
  }

  async #ask(query: string, operationName: string | undefined, variables: unknown, subject = ADMIN): Promise<Answer> {
    const response = await fetch(`${this.#demo.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.#demo.tokenOf(subject)}` },
      body: JSON.stringify({ query, operationName, variables }),
    });
    return (await response.json()) as Answer;
  }

  async #subscribe(
    step: GraphqlStep,
    { name, selectionSet }: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ) {
    const [selection] = selectionSet.selections;
    assert.ok(selection?.kind === 'Field', `line ${step.line}: found a subscription without a field`);
    const client = createClient({
      url: `${this.#demo.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { token: await this.#demo.tokenOf(step.as ?? ADMIN) },
      retryAttempts: 0,
    });
    this.#clients.push(client);
    const payload = { query: print(step.document), ...(name && { operationName: name.value }), variables };
    const events = client.iterate(payload);
    const first = events.next().then(
      ({ value }) => value as Answer,
      (error) => ({ errors: Array.isArray(error) ? error : [{ message: String(error) }] }) as Answer,
    );
    const subscription = { step, field: selection.name.value, variables, first, hasEvent: false };
    first.then(() => {
      subscription.hasEvent = true;
    });
    this.#subscriptions.push(subscription);
    // answered on the same connection after what is wrong with the subscription itself
    for await (const _ of client.iterate({ query: '{ __typename }' })) break;
    if (subscription.hasEvent) hold(step, await first);
  }

  async #awaitEvent({ step, field, variables, first }: OpenSubscription): Promise<void> {
    const ask = (query: string, values: object) => this.#ask(query, undefined, values);
    const text = `${print(step.document)}${JSON.stringify(variables)}`;
    for (let attempt = 0; attempt < EVENT_ATTEMPTS; attempt += 1) {
      const event = await within(first, attempt === 0 ? 0 : EVENT_PAUSE_MS);
      if (event) return hold(step, event);
      if (step.noEvent) return;
      if (!(await causeEvent(field, text, ask))) break;
    }
    assert.fail(`line ${step.line}: found no event of ${field}, expected one, or <!-- no event: reason -->`);
  }

  #fromAnswers({ from, line }: GraphqlStep): Record<string, unknown> {
    return Object.fromEntries(
      [...from].map(([name, path]) => {
        const value = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], this.#answers);
        assert.ok(value !== undefined, `line ${line}: found no ${path} in the answers before`);
        return [name, value];
      }),
    );
  }
}

function hold({ line, refused }: GraphqlStep, { errors = [] }: Answer): void {
  if (refused === undefined) assert.deepEqual(errors, [], `line ${line}`);
  else
    assert.ok(
      errors.some(({ extensions }) => extensions?.code === refused),
      `line ${line}: found ${JSON.stringify(errors)}, expected ${refused}`,
    );
}

/** Every field of an example is in the answer; of lists the first items are compared. */
function assertShape(example: unknown, found: unknown, path: string): void {
  if (typeof example !== 'object' || example === null) return;
  assert.ok(typeof found === 'object' && found !== null, `${path}: found ${JSON.stringify(found)}`);
  for (const [key, value] of Object.entries(example)) {
    if (Array.isArray(example) && Number(key) > 0) return;
    assert.ok(key in found, `${path}: found no ${key}`);
    assertShape(value, (found as Record<string, unknown>)[key], `${path}.${key}`);
  }
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  return Promise.race([promise, pause]).finally(() => clearTimeout(timer));
}
