import { Agent, request } from 'node:http';
import { ScoreLeadDocument, type TypedDocumentString } from '../../generated/graphql.ts';

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

  /** Runs a typed operation; rejects when the connection breaks or the answer is not whole. */
  async graphql<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    const body = JSON.stringify({ query: document.toString(), variables });
    const { data, errors } = JSON.parse(await this.post('/graphql', body));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async scoreLead(leadId: string): Promise<AcknowledgedScore> {
    const { scoreLead } = await this.graphql(ScoreLeadDocument, { id: leadId });
    if (!scoreLead) throw new Error(`found no score of ${leadId} in the answer`);
    return { ...scoreLead.score, leadId };
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
