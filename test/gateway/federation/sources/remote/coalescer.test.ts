import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Coalescer } from '../../../../../gateway/federation/sources/remote/coalescer.ts';

/** A question whose answer the test gives. */
function question() {
  const asked: { answer: (text: string) => void; fail: (error: Error) => void; signal: AbortSignal | undefined }[] = [];
  const ask = (signal: AbortSignal | undefined) =>
    new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: reject, signal }));
  return { asked, ask };
}

describe('equal questions', () => {
  it('are asked once for all who ask in one turn', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const both = [coalescer.join('a', ask, undefined), coalescer.join('a', ask, undefined)];
    await Promise.resolve();
    both.push(coalescer.join('a', ask, undefined));
    const other = coalescer.join('b', ask, undefined);
    await endOfTurn();
    assert.equal(asked.length, 2);
    asked[0]?.answer('one');
    asked[1]?.answer('two');
    assert.deepEqual(await Promise.all([...both, other]), ['one', 'one', 'one', 'two']);
  });

  it('are asked again once they are under way: the answer may be from before a change since', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const before = coalescer.join('a', ask, undefined);
    await endOfTurn();
    const since = coalescer.join('a', ask, undefined);
    await endOfTurn();
    assert.equal(asked.length, 2);
    asked[1]?.answer('new');
    asked[0]?.answer('old');
    assert.deepEqual([await before, await since], ['old', 'new']);
  });

  it('fail for all who wait', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const both = [coalescer.join('a', ask, undefined), coalescer.join('a', ask, undefined)];
    await endOfTurn();
    asked[0]?.fail(new Error('lost'));
    for (const one of both) await assert.rejects(one, /lost/);
  });

  it('are aborted when the last who waits leaves, not before', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const [one, two] = [new AbortController(), new AbortController()];
    const both = [coalescer.join('a', ask, one.signal), coalescer.join('a', ask, two.signal)];
    await endOfTurn();
    one.abort(new Error('one left'));
    await assert.rejects(both[0] as Promise<string>, /one left/);
    assert.equal(asked[0]?.signal?.aborted, false);
    two.abort(new Error('two left'));
    await assert.rejects(both[1] as Promise<string>, /two left/);
    assert.equal(asked[0]?.signal?.aborted, true);
  });

  it('are not asked when all have left before the turn ends', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const leaving = new AbortController();
    const left = coalescer.join('a', ask, leaving.signal);
    leaving.abort(new Error('left'));
    await assert.rejects(left, /left/);
    await endOfTurn();
    assert.equal(asked.length, 0);
  });

  it('are asked for one who comes after all have left', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const leaving = new AbortController();
    const left = coalescer.join('a', ask, leaving.signal);
    leaving.abort(new Error('left'));
    await assert.rejects(left, /left/);
    const stays = coalescer.join('a', ask, undefined);
    await endOfTurn();
    asked[0]?.answer('one');
    assert.equal(await stays, 'one');
  });

  it('go on while someone waits who cannot leave', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    const leaving = new AbortController();
    const left = coalescer.join('a', ask, leaving.signal);
    const stays = coalescer.join('a', ask, undefined);
    await endOfTurn();
    leaving.abort(new Error('left'));
    await assert.rejects(left, /left/);
    asked[0]?.answer('one');
    assert.equal(await stays, 'one');
  });

  it('are not asked for someone who left before', async () => {
    const coalescer = new Coalescer<string>();
    const { asked, ask } = question();
    await assert.rejects(coalescer.join('a', ask, AbortSignal.abort(new Error('gone'))), /gone/);
    await endOfTurn();
    assert.equal(asked.length, 0);
  });
});
