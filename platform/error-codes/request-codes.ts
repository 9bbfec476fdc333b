import type { ErrorEntry } from './error-entry.ts';

/** Codes about the request itself: its form, its size and its place in a list. */
export const REQUEST_CODES = {
  VALIDATION_FAILED: {
    status: 400,
    meaning: 'A value has the wrong type, format or range; the message names it.',
    cure: 'Correct the value that the message names and send the request again.',
  },
  CURSOR_INVALID: {
    status: 400,
    meaning: 'The cursor was not issued by this list or stream, or for another order or filter.',
    cure: 'Pass a cursor exactly as this list or stream returned it, with the same order and filter; otherwise leave it out.',
  },
  CURSOR_EXPIRED: {
    status: 410,
    meaning: 'What the cursor points into is no longer kept; start again without it.',
    cure: 'Start again without a cursor: at the first page of a list, or with the next event of a stream.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    meaning: 'The idempotency key was used before with another request.',
    cure: 'Use a new key for a new request, and the old key only to repeat exactly the same one.',
  },
  TOO_MANY_ITEMS: {
    status: 400,
    meaning: 'The list is longer than the limit.',
    cure: 'Send the items in several requests, or ask for a smaller page.',
  },
  TOO_MANY_EXPORTS: {
    status: 429,
    meaning: 'As many exports as permitted are under way.',
    cure: 'Wait until one has ended and try again, or raise MAX_EXPORTS.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    meaning: 'The request body is larger than the limit.',
    cure: 'Send less in one request, or raise BODY_LIMIT_BYTES.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'The route does not take bodies of this media type, charset or coding.',
    cure: 'Send JSON in UTF-8 with content-type: application/json; web forms are also taken as application/x-www-form-urlencoded.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    meaning: 'The client accepts none of the media types that the answer can have.',
    cure: 'Send accept: application/json or leave the header out.',
  },
  OPERATION_LIMIT_EXCEEDED: {
    status: 400,
    meaning: 'The operation is too deep, too wide or too costly; limit names which, with found and allowed.',
    cure: 'Ask for fewer fields or smaller pages, split the operation, or raise the limit that is named.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    meaning: 'Only the documents of the trusted list are answered here.',
    cure: 'Add the document to a file of TRUSTED_DOCUMENTS and start the gateway again.',
  },
  INTROSPECTION_DISABLED: {
    status: 403,
    meaning: 'This server does not describe its schema.',
    cure: 'Read schema/api.graphql, or set INTROSPECTION=true.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not GraphQL.',
    cure: 'Correct the syntax at the line and column of the error.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not fit the schema.',
    cure: 'Compare the fields and arguments that the message names with the schema.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document has no operation of this name, or several.',
    cure: 'Send operationName with the name of one operation of the document.',
  },
  BAD_REQUEST: {
    status: 400,
    meaning: 'The HTTP request is no GraphQL request, or could be forged by another site.',
    cure: 'Send POST with content-type: application/json and a query; for GET add the header apollo-require-preflight.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    meaning: 'No document is known by this hash; send it with its text once.',
    cure: 'Send the hash together with the text of the document; clients of automatic persisted queries do so themselves.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    meaning: 'Persisted queries are off.',
    cure: 'Send the text of the document.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'No such route.',
    cure: 'Check the path; GET /openapi.json lists the routes.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    meaning: 'The route does not take this method; the Allow header lists those it takes.',
    cure: 'Use a method that the Allow header lists.',
  },
} as const satisfies Record<string, ErrorEntry>;
