import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { banner } from '../../gateway/banner.ts';

const URL = 'http://127.0.0.1:4000';
const FACTS = { url: URL, token: 'a.b.c', servesWeb: true, startedInMs: 2_345 };

/** The links of a text, in order. */
function links(text: string): readonly string[] {
  return [...text.matchAll(/^ +(http\S+)$/gm)].map(([, link = '']) => link);
}

describe('the banner', () => {
  it('links to the application first, then to the explorer, both signed in', () => {
    assert.deepEqual(links(banner(FACTS)), [`${URL}/#token=a.b.c`, `${URL}/graphql#token=a.b.c`]);
    assert.match(banner(FACTS), /Open the application, already signed in:\n.*\/#token=/);
  });

  it('links to the explorer alone where no application is served', () => {
    const text = banner({ ...FACTS, servesWeb: false });
    assert.deepEqual(links(text), [`${URL}/graphql#token=a.b.c`]);
    assert.doesNotMatch(text, /application,/);
  });

  it('shows no token where it must not be printed, and how to make one', () => {
    for (const servesWeb of [true, false]) {
      const text = banner({ ...FACTS, token: undefined, servesWeb });
      assert.doesNotMatch(text, /token=/);
      assert.match(text, /npm run -s token/);
      assert.equal(text.includes(`open ${URL}/, or the explorer at ${URL}/graphql`), servesWeb);
    }
  });
});
