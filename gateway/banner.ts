/** What the banner tells. */
export interface BannerFacts {
  /** where the gateway listens, `http://127.0.0.1:4000` */
  readonly url: string;
  readonly token: string;
  readonly startedInMs: number;
}

/** The text a person sees when the platform is ready: what to open, and three operations to try. */
export function banner({ url, token, startedInMs }: BannerFacts): string {
  const post = (path: string, body: string) =>
    `curl -s ${url}${path} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${body}'`;
  const query = (operation: string) => post('/graphql', JSON.stringify({ query: operation }));
  return `
Lead Scoring Gateway is ready at ${url} after ${(startedInMs / 1000).toFixed(1)} s

Open the explorer, already signed in:
  ${url}/graphql#token=${token}

Or try it from a shell:
  export TOKEN=${token}

  # the best leads, with score and model, from three subgraphs
  ${query('{ leads(first: 5) { edges { node { id company stage score { probability grade modelVersion { version stage } } } } } }')}

  # score one lead again, durably
  ${query('mutation { scoreLead(leadId: "lead-000001") { score { id probability grade trend } } }')}

  # score a lead from a form, without a CRM record
  ${post('/score-lead', '{"lead_id":"web-1","industry":"TRADING","company_size":40,"page_views":12,"time_on_site":340}')}

Ctrl-C stops it.
`;
}
