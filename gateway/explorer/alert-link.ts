import type { FastifyInstance } from 'fastify';

const PATH = '/alerts/';

/**
 * Serves the addresses that notices of alerts link to: the explorer, with the operation that reads the alert. Its id goes
 * behind the `#`, so that the page alone reads it, and asks the graph with the reader's own token.
 */
export function addAlertLinks(app: FastifyInstance): void {
  // ids are longer than a parameter may be, and hold encoded slashes
  app.get<{ Params: { '*': string } }>(`${PATH}*`, { config: { access: 'public' } }, async ({ params }, reply) =>
    reply.redirect(`/graphql#alert=${encodeURIComponent(params['*'])}`),
  );
}
