import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const SUBSCRIPTION = 'subscription Scored($after: String) { leadScored(after: $after) { id cursor lead { id } } }';

interface Scored {
  readonly leadScored?: { readonly id: string; readonly cursor: string } | null;
}

/** Follows `leadScored` through restarts: whenever the stream ends it goes on from its cursor. */
export class SoakSubscriber {
  /** how often each score was delivered, by id */
  readonly delivered = new Map<string, number>();
  /** how often the stream ended and was opened again */
  reopened = -1;
  readonly #client: Client;
  readonly #onDelivered: () => void;
  #cursor: string | undefined;
  #closing = false;

  /** @param onDelivered called at each delivery */
  constructor(url: string, token: string, onDelivered: () => void = () => undefined) {
    this.#onDelivered = onDelivered;
    this.#client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    void this.#follow();
  }

  /** Breaks the connection; the stream goes on from its cursor over a new one. */
  reopen(): void {
    this.#client.terminate();
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#client.dispose();
  }

  async #follow(): Promise<void> {
    while (!this.#closing) {
      this.reopened++;
      await new Promise<void>((resolve) => {
        this.#client.subscribe<Scored>(
          { query: SUBSCRIPTION, variables: { after: this.#cursor } },
          { next: ({ data }) => this.#take(data), error: () => resolve(), complete: resolve },
        );
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  #take(data: Scored | null | undefined): void {
    const event = data?.leadScored;
    if (!event) return;
    this.#cursor = event.cursor;
    this.delivered.set(event.id, (this.delivered.get(event.id) ?? 0) + 1);
    this.#onDelivered();
  }
}
