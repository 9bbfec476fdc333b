import { StepFailure } from './step-failure.ts';

/** Events of a subscription over server-sent events, in order. */
export class GraphEvents<Data> {
  readonly #answer: Promise<Response>;
  readonly #abort = new AbortController();
  readonly #events: AsyncGenerator<Data>;

  /** Subscribes at once. @param url of the gateway, `http://127.0.0.1:4000` */
  constructor(url: string, token: string, query: string) {
    this.#answer = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query }),
      signal: this.#abort.signal,
    });
    this.#events = this.#read();
  }

  /** Resolves when the gateway has accepted the subscription. */
  async opened(): Promise<void> {
    await this.#answer;
  }

  /**
   * Reads on to the first event that fits.
   *
   * @param expected for the failure: `an alert of severity CRITICAL`
   * @throws {StepFailure} at the time limit, and when the stream ends or answers with errors
   */
  async next(expected: string, limitMs: number, fits: (data: Data) => boolean): Promise<Data> {
    const timer = setTimeout(() => this.#abort.abort(), limitMs);
    try {
      for (;;) {
        const { value, done } = await this.#events.next();
        if (done) throw new StepFailure(`found the end of the stream, expected ${expected}`);
        if (fits(value)) return value;
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
      throw new StepFailure(`found no such event within ${limitMs / 1000} s, expected ${expected}`);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Unsubscribes. */
  close(): void {
    this.#answer.catch(() => undefined);
    this.#abort.abort();
  }

  async *#read(): AsyncGenerator<Data> {
    const { body } = await this.#answer;
    if (!body) return;
    let text = '';
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const messages = text.split('\n\n');
      text = messages.pop() as string;
      for (const message of messages) yield* readMessage<Data>(message);
    }
  }
}

function* readMessage<Data>(message: string): Generator<Data> {
  const payload = message
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => line.slice('data: '.length))
    .join('\n');
  if (payload === '') return;
  const { data, errors } = JSON.parse(payload) as { data: Data; errors?: unknown };
  if (errors) throw new StepFailure(`found errors in the stream: ${JSON.stringify(errors)}`);
  yield data;
}
