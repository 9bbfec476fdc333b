import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenEnd } from '../../../gateway/live/expiry.ts';
import { CLOSE_CODES } from '../../../gateway/live/websocket-connection.ts';
import { sessionEndOf } from '../../../web/src/graph/session-end.ts';

const ended = (reason: TokenEnd | '') => sessionEndOf({ code: CLOSE_CODES.expired, reason });

test('A token that expired leaves the page, one that was revoked or ended for no known reason does not', () => {
  assert.deepEqual([ended('expired'), ended('revoked'), ended('')], ['EXPIRED', 'REFUSED', 'REFUSED']);
});

test('A token that is not valid ends the session, whatever the reason says', () => {
  assert.equal(sessionEndOf({ code: CLOSE_CODES.unauthenticated, reason: 'expired' }), 'REFUSED');
});

test('Other closes end no session: the socket is opened again', () => {
  for (const code of [1000, 1001, 1006, CLOSE_CODES.silent, CLOSE_CODES.tooMany])
    assert.equal(sessionEndOf({ code, reason: 'expired' }), undefined, String(code));
});
