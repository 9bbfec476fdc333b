import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';

/** Time limit for a client's answer to the server's close frame, milliseconds. */
const LONGEST_FAREWELL_MS = 2_000;

/** Closes WebSockets after what they were sent, with 1001; cuts those that do not answer in time. */
export async function closeWebSockets(open: Iterable<WebSocket>): Promise<void> {
  const webSockets = [...open];
  const closed = webSockets.map((webSocket) => new Promise((resolve) => webSocket.once('close', resolve)));
  for (const webSocket of webSockets) webSocket.close(1001, 'Going away');
  await Promise.race([Promise.all(closed), delay(LONGEST_FAREWELL_MS, undefined, { ref: false })]);
  for (const webSocket of webSockets) webSocket.terminate();
}
