import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contactKeys } from '../../../../subgraphs/leads/identity/keys/contact-keys.ts';
import { emailKey } from '../../../../subgraphs/leads/identity/keys/email-key.ts';
import { phoneKey } from '../../../../subgraphs/leads/identity/keys/phone-key.ts';

const INVISIBLE = [
  '\u200b',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
  '\u00ad',
  '\ufeff',
  '\u061c',
  '\0',
];
const SARA = 'sara.haddad@oasis.ae';
const LINE = '+971501234568';

/** Inserts invisible characters into a text at places that a number draws. */
function litter(text: string, places: readonly number[]): string {
  return places.reduce((all, place, index) => {
    const at = place % (all.length + 1);
    return all.slice(0, at) + INVISIBLE[(place + index) % INVISIBLE.length] + all.slice(at);
  }, text);
}

describe('keys of e-mail addresses', () => {
  const golden: readonly (readonly [text: string, key: string | undefined])[] = [
    ['Sara.Haddad@Oasis.AE', SARA],
    ['  sara.haddad@oasis.ae.\n', SARA],
    ['"Haddad, Sara" <sara.haddad@oasis.ae>', SARA],
    ['mailto:sara.haddad@oasis.ae', SARA],
    ['ｓａｒａ.haddad@oasis.ae', SARA],
    ['info@Bücher.example', 'info@xn--bcher-kva.example'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['سارة@مثال.إختبار', 'سارة@xn--mgbh0fb.xn--kgbechtv'],
    // Gmail publishes that it ignores dots, and what follows a plus
    ['Sara.Haddad+fz@GoogleMail.com', 'sarahaddad@gmail.com'],
    ['sara.haddad+fz@oasis.ae', 'sara.haddad+fz@oasis.ae'],
    ['saraoasis@oasis.ae', 'saraoasis@oasis.ae'],
    ['+fz@gmail.com', undefined],
    ['sara.haddad@oasis.ae\nomar@oasis.ae', undefined],
    ['sara.haddad@oasis.ae, omar@oasis.ae', undefined],
    ['sara.haddad', undefined],
    ['sara@localhost', undefined],
    ['sara@1.2.3.4', undefined],
    ['sara@oasis.ae/x', undefined],
    ['sara@@oasis.ae', undefined],
    ['', undefined],
  ];
  for (const [text, key] of golden)
    it(`${JSON.stringify(text)} has ${key ?? 'none'}`, () => assert.equal(emailKey(text), key));
});

describe('keys of telephone numbers', () => {
  const golden: readonly (readonly [text: string, country: string | null, key: string | undefined])[] = [
    ['+971501234568', null, LINE],
    ['00971 50 123 4568', null, LINE],
    ['+971 (0)50-123.4568', null, LINE],
    ['050 123 4568', null, LINE],
    ['50 123 4568', 'AE', LINE],
    ['٠٥٠١٢٣٤٥٦٨', null, LINE],
    ['۰۵۰۱۲۳۴۵۶۸', null, LINE],
    ['०५०१२३४५६८', null, LINE],
    ['０５０１２３４５６８', null, LINE],
    ['\u202a+971 50 123 4568\u202c', null, LINE],
    ['+971\u00a050\u00a0123\u20114568', null, LINE],
    ['050 123 4568', 'XX', LINE],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['+44 20 7946 0958', 'AE', '+442079460958'],
    ['04 391 0000 ext. 12', null, '+97143910000'],
    ['98765 43215', 'IN', '+919876543215'],
    ['98765 43210', 'IN', undefined],
    // no operator assigns it, a service has it, or nobody does
    ['020 7946 0958', null, undefined],
    ['+1 555 123 4567', null, undefined],
    ['800 4357', null, undefined],
    ['0500000000', null, undefined],
    ['000000000', null, undefined],
    ['123456789', null, undefined],
    ['+1 222 222 2222', null, undefined],
    ['999', null, undefined],
    ['050 123 4568 / 04 391 0000', null, undefined],
    ['call me', null, undefined],
    ['', null, undefined],
  ];
  for (const [text, country, key] of golden)
    it(`${JSON.stringify(text)} in ${country} has ${key ?? 'none'}`, () => assert.equal(phoneKey(text, country), key));
});

describe('keys of contacts', () => {
  it('a key is its own key, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.emailAddress(),
      fc.tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.domain()).map(([box, domain]) => `${box}@${domain}`),
      fc.stringMatching(/^[+0٠-٩۰-۹ ()-]{0,2}[0-9٠-٩]{5,12}$/),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(null, 'AE', 'IN', 'GB', 'XX'), (given, country) => {
        const [email, phone] = [emailKey(given), phoneKey(given, country)];
        if (email !== undefined) assert.equal(emailKey(email), email);
        if (phone !== undefined) assert.equal(phoneKey(phone, country), phone);
        if (phone !== undefined) assert.match(phone, /^\+[1-9][0-9]{4,14}$/);
      }),
      { numRuns: 2_000, seed: 41 },
    );
  });

  it('invisible characters and capitals change no key', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 6 }), fc.emailAddress(), (places, address) => {
        const key = emailKey(address);
        assert.equal(emailKey(litter(address, places).toUpperCase()), key);
        assert.equal(phoneKey(litter(LINE, places), null), LINE);
      }),
      { numRuns: 1_000, seed: 42 },
    );
  });

  it('a text of 10 MB has no key', () => {
    for (const long of [
      'a'.repeat(10_000_000),
      `${'\u200b'.repeat(10_000_000)}${LINE}`,
      `${'<'.repeat(10_000_000)}${SARA}`,
    ]) {
      assert.deepEqual(contactKeys([{ id: 'a', email: long, phone: long, country: null }]), []);
    }
  });
});
