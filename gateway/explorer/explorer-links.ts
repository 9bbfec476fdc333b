import type { FastifyInstance } from 'fastify';

/**
 * Leads the addresses of the web application to the explorer, for a server without the application: `/`, and those that
 * notices of alerts link to, which open the operation that reads the alert. Its id goes behind the `#`, so that the page
 * alone reads it, and asks the graph with the reader's own token.
 */
export function addExplorerLinks(app: FastifyInstance): void {
  const options = { config: { access: 'public' } } as const;
  app.get('/', options, async (_request, reply) => reply.redirect('/graphql'));
  // ids are longer than a parameter may be, and hold encoded slashes
  app.get<{ Params: { '*': string } }>('/alerts/*', options, async ({ params }, reply) =>
    reply.redirect(`/graphql#alert=${encodeURIComponent(params['*'])}`),
  );
}
