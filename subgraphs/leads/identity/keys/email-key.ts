import { domainToASCII } from 'node:url';
import isEmail from 'validator/lib/isEmail.js';
import { plainText } from './plain-text.ts';

// twice the longest address: the rest is its owner's name
const LONGEST_TEXT = 640;
const NAMED = /<([^<>]*)>$/;
const SCHEME = /^mailto:/i;
// domainToASCII reads URLs: what ends a host there is none of a domain
const HOST_END = /[/?#%:\\[\]@\s]/;
const GMAIL: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * Key of an e-mail address: two texts with one key are one mailbox.
 *
 * The text without invisible characters, `Name <address>` without the name, in small letters, composed (NFKC), the domain in
 * ASCII. A wrong link is worse than a missed one, so the rule of one provider is used only where that provider publishes it:
 * Gmail ignores dots and what follows a plus, and googlemail.com is gmail.com. Elsewhere a plus may be part of a name.
 *
 * `"Sara" <Sara.Haddad+fz@GMail.com>` → `sarahaddad@gmail.com`
 *
 * @returns undefined for a text that is no address
 */
export function emailKey(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const plain = plainText(text);
  const address = (NAMED.exec(plain)?.[1] ?? plain).trim().replace(SCHEME, '');
  const at = address.lastIndexOf('@');
  const domain = asciiDomain(address.slice(at + 1));
  const mailbox = address.slice(0, Math.max(at, 0)).toLowerCase().normalize('NFKC');
  const key = GMAIL.has(domain) ? `${gmailBox(mailbox)}@gmail.com` : `${mailbox}@${domain}`;
  return isEmail.default(key) ? key : undefined;
}

function asciiDomain(domain: string): string {
  const host = domain.replace(/\.$/, '');
  return HOST_END.test(host) ? '' : domainToASCII(host);
}

function gmailBox(mailbox: string): string {
  return mailbox.replace(/\+.*$/, '').replaceAll('.', '');
}
