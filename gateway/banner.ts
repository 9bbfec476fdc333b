/** Facts that the banner shows. */
export interface BannerFacts {
  /** where the gateway listens, `http://127.0.0.1:4000` */
  readonly url: string;
  /** with every scope; absent where it must not be printed */
  readonly token: string | undefined;
  /** whether the gateway serves the web application */
  readonly servesWeb: boolean;
  readonly startedInMs: number;
}

/** The text a person sees when the platform is ready: what to open, and three operations to try. */
export function banner({ url, token, servesWeb, startedInMs }: BannerFacts): string {
  const invitation = token === undefined ? withoutToken(url, servesWeb) : withToken(url, token, servesWeb);
  return `
Lead Scoring Gateway is ready at ${url} after ${(startedInMs / 1000).toFixed(1)} s

${invitation}
Ctrl-C stops it.
`;
}

function withoutToken(url: string, servesWeb: boolean): string {
  const pages = servesWeb ? `${url}/, or the explorer at ${url}/graphql` : `${url}/graphql`;
  return `Other machines may reach this one, so no token is printed (PRINT_ADMIN_TOKEN). Make one with

  npm run -s token -- --scopes all --ttl 1h

and open ${pages}
`;
}

function withToken(url: string, token: string, servesWeb: boolean): string {
  const application = `Open the application, already signed in:
  ${url}/#token=${token}

`;
  const post = (path: string, body: string) =>
    `curl -s ${url}${path} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${body}'`;
  const query = (operation: string) => post('/graphql', JSON.stringify({ query: operation }));
  return `${servesWeb ? application : ''}Open the explorer, already signed in:
  ${url}/graphql#token=${token}

Or try it from a shell:
  export TOKEN=${token}

  # the best leads, with score and model, from three subgraphs
  ${query('{ leads(first: 5) { edges { node { id company stage score { probability grade modelVersion { version stage } } } } } }')}

  # score one lead again, durably
  ${query('mutation { scoreLead(leadId: "lead-000001") { score { id probability grade trend } } }')}

  # score a lead from a form, without a CRM record
  ${post('/score-lead', '{"lead_id":"web-1","industry":"TRADING","company_size":40,"page_views":12,"time_on_site":340}')}
`;
}
