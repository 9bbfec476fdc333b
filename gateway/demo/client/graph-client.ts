/** GraphQL client over HTTP. */
export class GraphClient {
  readonly #url: string;
  readonly #token: string;

  /** @param url of the gateway, `http://127.0.0.1:4000` */
  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Runs an operation. @throws {Error} with the errors of the response */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(`found errors in the answer: ${JSON.stringify(errors)}`);
    return data;
  }
}
