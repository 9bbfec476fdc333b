import { Agent, request } from 'node:http';

/** One durable score that the platform acknowledged. */
export interface AcknowledgedScore {
  readonly id: string;
  readonly leadId: string;
  readonly probability: number;
}

/** Asks a platform over HTTP with kept-alive connections. */
export class ScoringClient {
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;

  constructor(platform: { readonly url: string; readonly token: string }, maxSockets = 64) {
    this.#url = platform.url;
    this.#token = platform.token;
    this.#agent = new Agent({ keepAlive: true, maxSockets });
  }

  /** Runs a GraphQL operation; rejects when the connection breaks. */
  async graphql<Data>(query: string, variables: object = {}): Promise<{ data: Data; errors?: readonly unknown[] }> {
    return JSON.parse(await this.post('/graphql', JSON.stringify({ query, variables })));
  }

  async scoreLead(leadId: string): Promise<AcknowledgedScore> {
    const query = 'mutation ($id: ID!) { scoreLead(leadId: $id) { score { id probability } } }';
    const { data, errors } = await this.graphql<{ scoreLead: { score: AcknowledgedScore } }>(query, { id: leadId });
    if (errors) throw new Error(JSON.stringify(errors));
    return { ...data.scoreLead.score, leadId };
  }

  post(path: string, body: string): Promise<string> {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#url}${path}`, { method: 'POST', agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
