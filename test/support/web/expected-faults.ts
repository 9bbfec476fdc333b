/** Faults that Chromium reports while the server or the network is away. */
export const SERVER_AWAY: readonly RegExp[] = [
  /^console: Failed to load resource: net::ERR_(CONNECTION_|SOCKET_|EMPTY_|INTERNET_)/,
  /^console: WebSocket connection to 'ws:\S+\/graphql' failed/,
  /^console: Error: Unable to preload CSS for /,
  /^console: Couldn't load preload assets: /,
  /^console: TypeError: Failed to fetch dynamically imported module/,
  /^request failed: \S+\/(graphql|web\/settings\.json|web\/assets\/\S+)$/,
];

/** Faults that Chromium reports of a token that the gateway refuses. */
export const TOKEN_REFUSED: readonly RegExp[] = [
  /^console: Failed to load resource: the server responded with a status of 401 /,
  /^console: WebSocket connection to 'ws:\S+\/graphql' failed/,
];
