import type { ErrorEntry } from './error-entry.ts';

/** Codes about the server: its parts, its database and its configuration. */
export const SERVER_CODES = {
  OVERLOADED: {
    status: 503,
    meaning: 'The process has as many requests under way as it takes; Retry-After says when to come back.',
    cure: 'Wait for Retry-After seconds; add replicas, or raise MAX_REQUESTS_UNDER_WAY.',
  },
  SHUTTING_DOWN: {
    status: 503,
    meaning: 'The server is stopping; connect again.',
    cure: 'Connect again; a subscription continues with after: the cursor of the error.',
  },
  SUPERGRAPH_CHANGED: {
    status: 503,
    meaning: 'The graph changed under the subscription; subscribe again.',
    cure: 'Subscribe again, with after: the cursor of the last event.',
  },
  SUPERGRAPH_INVALID: {
    status: 422,
    meaning: 'The new supergraph cannot be served; the one before stays.',
    cure: 'Compose the supergraph again and correct what the message names.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 503,
    meaning: 'A part of the graph does not answer at the moment.',
    cure: 'Send the request again; the operator checks the process of the subgraph and its URL.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    meaning: 'A part of the graph did not answer in time.',
    cure: 'Ask for less, or raise REQUEST_TIMEOUT_MS, or LONG_REQUEST_TIMEOUT_MS for operations that take long.',
  },
  STORAGE_FULL: {
    status: 507,
    meaning: 'The database has no room left; nothing was stored.',
    cure: 'Free or add disk space, then send the request again.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    meaning: 'The database does not answer; the message says whether a change may have been stored.',
    cure: 'Send the request again, with the same idempotency key where it has one; check the database.',
  },
  DATABASE_BUSY: {
    status: 503,
    meaning: 'The database ended the statement for a lock, a time limit or a conflict; nothing was stored, try again.',
    cure: 'Send the request again; when it recurs, raise DATABASE_STATEMENT_TIMEOUT_MS or look for long transactions.',
  },
  DATABASE_READ_ONLY: {
    status: 503,
    meaning: 'The database takes no changes at the moment, as a standby does; nothing was stored.',
    cure: 'Let DATABASE_URL lead to the primary server; after a failover send the request again.',
  },
  DATA_DIRECTORY_LOCKED: {
    status: 503,
    meaning: 'Another process uses the data directory.',
    cure: 'Stop the other process, or choose another DATA_DIR; several processes need PostgreSQL in DATABASE_URL.',
  },
  WEB_NOT_BUILT: {
    status: 503,
    meaning: 'The web application has not been built.',
    cure: 'Run npm run build, or npm start, which does it; WEB=off serves none.',
  },
  ADDRESS_UNAVAILABLE: {
    status: 500,
    meaning: 'The process cannot listen on its HOST and PORT; the message says why.',
    cure: 'Stop the program that uses the port, or choose another PORT or HOST.',
  },
  CONFIGURATION_INVALID: {
    status: 500,
    meaning: 'An environment variable is wrong, or two contradict each other.',
    cure: 'Correct the variables that the message names; configuration.md lists their types and ranges.',
  },
  INTERNAL: {
    status: 500,
    meaning: 'Internal error; the reference id finds it in the log.',
    cure: 'Give the reference id to the operator, who finds the error in the log by it.',
  },
} as const satisfies Record<string, ErrorEntry>;
