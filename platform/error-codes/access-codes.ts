import type { ErrorEntry } from './error-entry.ts';

/** Codes about who asks, and how often. */
export const ACCESS_CODES = {
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'No token, or one that is not valid any more.',
    cure: 'Send authorization: Bearer TOKEN with a token that has not expired, from an issuer that the server trusts.',
  },
  TOKEN_KEYS_UNAVAILABLE: {
    status: 503,
    meaning: 'The issuer of the token does not tell its keys at the moment, so the token cannot be checked.',
    cure: 'Send the request again after Retry-After; the operator checks that the server reaches JWKS_URL.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The token lacks a scope that the field or route needs.',
    cure: 'Use a token with the scope that the message names, or leave the field out.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'Too many requests; Retry-After says when to come back.',
    cure: 'Wait for Retry-After seconds; the operator can raise RATE_LIMIT_PER_MINUTE or FORM_RATE_LIMIT_PER_MINUTE.',
  },
  MACHINE_TOKEN_NOT_FOUND: {
    status: 404,
    meaning: 'No token of a machine has this id.',
    cure: 'Take the id from machineTokens(includeEnded: true).',
  },
  FORM_KEY_INVALID: {
    status: 401,
    meaning: 'No web form has this key.',
    cure: 'Send in x-form-key, or in the field _key of POST /forms/NAME, a key that FORM_KEYS lists for this form.',
  },
  FORM_NOT_FOUND: {
    status: 404,
    meaning: 'No web form has this name.',
    cure: 'Check the address of the form, and that FORMS_FILE of the gateway has the form.',
  },
  FORM_ORIGIN_REFUSED: {
    status: 403,
    meaning: 'The page that sent the web form is of no web site that may.',
    cure: 'List the origin of the page in the origins of the form, or in CORS_ORIGINS; the page must not hide its origin by the referrer policy no-referrer.',
  },
  FORM_TOKEN_INVALID: {
    status: 403,
    meaning: 'The time token of the web form is missing, of another form, expired, or was used too often.',
    cure: 'Load the page of the form again and send it from there; gateways that share a form need the same FORM_TOKEN_SECRET.',
  },
  FORM_FILLED_TOO_FAST: {
    status: 422,
    meaning: 'The web form was sent sooner than a person can fill it in.',
    cure: 'Send it again after some seconds; leastFillSeconds of the form sets the time.',
  },
  CONSENT_REQUIRED: {
    status: 422,
    meaning: 'The visitor did not agree to something that the web form requires.',
    cure: 'Tick the checkbox that the message names.',
  },
  SUBSCRIPTION_LIMIT_EXCEEDED: {
    status: 429,
    meaning: 'This client has as many connections or subscriptions as it may.',
    cure: 'Close subscriptions that are no longer needed, or raise MAX_CONNECTIONS or MAX_SUBSCRIPTIONS_PER_CLIENT.',
  },
  SUBSCRIPTION_TRANSPORT_REQUIRED: {
    status: 406,
    meaning: 'A subscription was sent as an ordinary request; use graphql-transport-ws, or accept text/event-stream.',
    cure: 'Subscribe over a WebSocket with the protocol graphql-transport-ws, or send accept: text/event-stream.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 503,
    meaning: 'The client read more slowly than events came; cursor says where to go on.',
    cure: 'Subscribe again with after: the cursor of the error; read faster, filter, or raise SUBSCRIPTION_QUEUE.',
  },
} as const satisfies Record<string, ErrorEntry>;
