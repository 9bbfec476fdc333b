import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InFlight } from '../../../../gateway/graph/remote/in-flight.ts';

/** A question whose answer the test gives. */
function question() {
  const asked: { answer: (text: string) => void; fail: (error: Error) => void; signal: AbortSignal | undefined }[] = [];
  const ask = (signal: AbortSignal | undefined) =>
    new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: reject, signal }));
  return { asked, ask };
}

describe('questions under way', () => {
  it('are asked once for all who ask the same, and again after the answer', async () => {
    const inFlight = new InFlight<string>();
    const { asked, ask } = question();
    const both = [inFlight.join('a', ask, undefined), inFlight.join('a', ask, undefined)];
    const other = inFlight.join('b', ask, undefined);
    assert.equal(asked.length, 2);
    asked[0]?.answer('one');
    asked[1]?.answer('two');
    assert.deepEqual(await Promise.all([...both, other]), ['one', 'one', 'two']);
    void inFlight.join('a', ask, undefined);
    assert.equal(asked.length, 3);
  });

  it('fail for all who wait, and are asked again', async () => {
    const inFlight = new InFlight<string>();
    const { asked, ask } = question();
    const both = [inFlight.join('a', ask, undefined), inFlight.join('a', ask, undefined)];
    asked[0]?.fail(new Error('lost'));
    for (const one of both) await assert.rejects(one, /lost/);
    void inFlight.join('a', ask, undefined);
    assert.equal(asked.length, 2);
  });

  it('are aborted when the last who waits leaves, not before', async () => {
    const inFlight = new InFlight<string>();
    const { asked, ask } = question();
    const [one, two] = [new AbortController(), new AbortController()];
    const both = [inFlight.join('a', ask, one.signal), inFlight.join('a', ask, two.signal)];
    one.abort(new Error('one left'));
    await assert.rejects(both[0] as Promise<string>, /one left/);
    assert.equal(asked[0]?.signal?.aborted, false);
    two.abort(new Error('two left'));
    await assert.rejects(both[1] as Promise<string>, /two left/);
    assert.equal(asked[0]?.signal?.aborted, true);
    void inFlight.join('a', ask, undefined);
    assert.equal(asked.length, 2);
  });

  it('go on while someone waits who cannot leave', async () => {
    const inFlight = new InFlight<string>();
    const { asked, ask } = question();
    const leaving = new AbortController();
    const left = inFlight.join('a', ask, leaving.signal);
    const stays = inFlight.join('a', ask, undefined);
    leaving.abort(new Error('left'));
    await assert.rejects(left, /left/);
    asked[0]?.answer('one');
    assert.equal(await stays, 'one');
  });

  it('are not asked for someone who left before', async () => {
    const inFlight = new InFlight<string>();
    const { ask } = question();
    await assert.rejects(inFlight.join('a', ask, AbortSignal.abort(new Error('gone'))), /gone/);
  });
});
