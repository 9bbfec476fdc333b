import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../support/gateway/test-server.ts';

const KEY = 'a-form-key-of-one-site';
const SITE = 'https://www.example.com';
const OTHER_SITE = 'https://landing.example.com';
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const FORM = 'application/x-www-form-urlencoded';
const SUCCESS = 'https://www.example.com/thanks';
const FAILURE = 'https://www.example.com/contact?lang=en#failed';

const CONTACT = {
  origins: [SITE],
  keys: ['website'],
  lead: {
    name: { join: ['first', 'last'] },
    email: { field: 'email' },
    phone: { field: 'phone' },
    companySize: { field: 'size' },
    industry: { field: 'industry', words: 'UPPER_SNAKE' },
    country: { field: 'country', values: { uae: 'AE', other: null }, otherwise: 'REJECT' },
    businessActivity: { field: 'message' },
    source: { constant: 'WEBSITE' },
  },
  consents: [
    { purpose: 'CONTACT', field: 'agree', textVersion: '2026-11', required: true },
    { purpose: 'MARKETING', field: 'news', textVersion: '2026-10' },
  ],
  redirects: { success: SUCCESS, failure: FAILURE },
  honeypot: 'reference',
  leastFillSeconds: 3,
  ratePerMinute: 60,
  ratePerAddressPerMinute: 0,
};
const FORMS = {
  contact: CONTACT,
  strict: { ...CONTACT, origins: [OTHER_SITE], token: 'REQUIRED' },
  slow: { ...CONTACT, ratePerMinute: 2 },
  narrow: { ...CONTACT, ratePerAddressPerMinute: 1, otherFields: 'IGNORE', mostFields: 6, longestField: 30 },
};
const LEAD = { _key: KEY, first: 'Amina', last: 'Saleh', email: 'amina@example.com', agree: 'on' };

describe('POST /forms/{name}', () => {
  let folder: string;
  let server: TestServer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-forms-'));
    const file = join(folder, 'forms.json');
    await writeFile(file, JSON.stringify({ forms: FORMS }));
    const environment = { FORMS_FILE: file, FORM_KEYS: `website:${KEY},landing:another-form-key-1` };
    server = await createTestServer({ environment });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => server.advance(60_000));

  function send(payload: string | Buffer | object, headers: Record<string, string | undefined> = {}, form = 'contact') {
    const type = typeof payload === 'string' || Buffer.isBuffer(payload) ? FORM : 'application/json';
    const given = Object.entries({ origin: SITE, 'content-type': type, ...headers }).filter(([, value]) => value);
    return server.app.inject({
      method: 'POST',
      url: `/forms/${form}`,
      headers: Object.fromEntries(given) as Record<string, string>,
      payload,
    });
  }

  const encode = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();

  async function refused(status: number, code: string, ...args: Parameters<typeof send>): Promise<string> {
    const stored = server.inputs.length;
    const answer = await send(...args);
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code], answer.body);
    assert.equal(server.inputs.length, stored);
    const [payload, headers, form] = args;
    const page = await send(payload, { ...headers, accept: BROWSER }, form);
    assert.equal(page.statusCode, 303);
    assert.equal(page.headers.location, `https://www.example.com/contact?lang=en&code=${code}#failed`);
    assert.equal(page.body, '');
    return answer.json().detail;
  }

  async function token(form = 'contact', origin = SITE): Promise<string> {
    const answer = await server.app.inject({ url: `/forms/${form}/token`, headers: { origin } });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().token;
  }

  it('stores a plain HTML form and redirects the browser', async () => {
    const fields = {
      ...LEAD,
      size: '11-50',
      industry: 'Free zone',
      country: 'uae',
      message: 'تجارة عامة',
      reference: '',
    };
    const answer = await send(encode(fields), { accept: BROWSER });
    assert.deepEqual([answer.statusCode, answer.headers.location, answer.body], [303, SUCCESS, '']);
    const { idempotencyKey, ...input } = server.inputs.at(-1) ?? {};
    assert.match(String(idempotencyKey), /^form:[\w-]{43}$/);
    assert.deepEqual(JSON.parse(JSON.stringify(input)), {
      name: 'Amina Saleh',
      email: 'amina@example.com',
      companySize: 31,
      industry: 'FREE_ZONE',
      country: 'AE',
      businessActivity: 'تجارة عامة',
      source: 'WEBSITE',
      consents: [{ purpose: 'CONTACT', textVersion: '2026-11' }],
    });
  });

  it('answers fetch with the id of the lead, for JSON and for a form alike', async () => {
    for (const payload of [encode(LEAD), { ...LEAD, agree: true, news: true, phone: null }]) {
      const answer = await send(payload, { accept: '*/*' });
      assert.deepEqual([answer.statusCode, answer.json()], [202, { lead_id: 'new lead/1' }]);
    }
    const purposes = JSON.stringify(server.inputs.at(-1)?.consents);
    assert.match(purposes, /CONTACT.*MARKETING/);
  });

  it('takes what people paste: direction marks, zero-width characters and digits of other scripts', async () => {
    await send({
      ...LEAD,
      phone: '\u202a+٩٧١ ٥٠ ۱۲۳ 4567\u202c',
      first: '\ufeffع\u200bلي',
      email: ' amina\u200b@example.com\u200f',
    });
    const { phone, name, email } = server.inputs.at(-1) ?? {};
    assert.deepEqual([phone, name, email], ['+971 50 123 4567', 'علي Saleh', 'amina@example.com']);
  });

  it('makes the same values one lead, and corrected ones another', async () => {
    const keys: unknown[] = [];
    for (const fields of [LEAD, LEAD, { ...LEAD, _submission: 'x' }, { ...LEAD, last: 'Salim', _submission: 'x' }]) {
      await send(encode(fields));
      keys.push(server.inputs.at(-1)?.idempotencyKey);
    }
    assert.equal(keys[0], keys[1]);
    assert.equal(new Set(keys).size, 3);
  });

  it('needs the key of this form, in a header or a field', async () => {
    const { _key, ...keyless } = LEAD;
    assert.equal((await send(keyless, { 'x-form-key': KEY })).statusCode, 202);
    await refused(401, 'FORM_KEY_INVALID', keyless);
    await refused(401, 'FORM_KEY_INVALID', { ...LEAD, _key: 'another-form-key-1' });
  });

  it('needs a page of a listed web site', async () => {
    for (const origin of ['https://evil.example', `${SITE}.evil.example`, 'null', OTHER_SITE, undefined])
      await refused(403, 'FORM_ORIGIN_REFUSED', LEAD, { origin });
    assert.equal((await send(LEAD, { origin: undefined, referer: `${SITE}/contact` })).statusCode, 202);
    await refused(403, 'FORM_ORIGIN_REFUSED', LEAD, { origin: undefined, referer: 'not an address' });
  });

  it('answers the preflight of its own web sites, of no other form or route', async () => {
    const preflight = (url: string, origin: string) =>
      server.app.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'POST' } });
    const answer = await preflight('/forms/contact', SITE);
    assert.deepEqual([answer.statusCode, answer.headers['access-control-allow-origin']], [204, SITE]);
    assert.equal((await preflight('/forms/strict', OTHER_SITE)).statusCode, 204);
    for (const url of ['/forms/strict', '/forms/nothing', '/leads', '/graphql', '/forms/contactx'])
      assert.equal((await preflight(url, SITE)).headers['access-control-allow-origin'], undefined, url);
    assert.equal((await send(LEAD)).headers['access-control-allow-origin'], SITE);
  });

  it('is unknown without its name, and says so in JSON only', async () => {
    for (const name of ['nothing', '__proto__', 'constructor', 'x'.repeat(65)]) {
      const answer = await send(LEAD, { accept: BROWSER }, name);
      assert.deepEqual([answer.statusCode, answer.json().code], [404, 'FORM_NOT_FOUND'], name);
      assert.ok(!answer.body.includes(name));
    }
  });

  it('refuses malformed bodies, each with a code', async () => {
    const form = encode(LEAD);
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`f${index}`, '1']));
    for (const [status, code, payload, headers] of [
      [400, 'VALIDATION_FAILED', `${form}&first=Omar`],
      [400, 'VALIDATION_FAILED', `${form}&__proto__=x`],
      [400, 'VALIDATION_FAILED', `${form}&constructor=x`],
      [400, 'VALIDATION_FAILED', `${form}&a%5B%5D=x`],
      [400, 'VALIDATION_FAILED', `${form}&phone=%zz`],
      [400, 'VALIDATION_FAILED', `${form}&phone=%C3%28`],
      [400, 'VALIDATION_FAILED', Buffer.concat([Buffer.from(form), Buffer.from([0x26, 0x70, 0x3d, 0xff])])],
      [400, 'VALIDATION_FAILED', `${form}&${encode(many)}`],
      [400, 'VALIDATION_FAILED', { ...LEAD, ...many }],
      [400, 'VALIDATION_FAILED', { ...LEAD, phone: ['1'] }],
      [400, 'VALIDATION_FAILED', '{"__proto__":{"a":1}}', { 'content-type': 'application/json' }],
      [400, 'VALIDATION_FAILED', encode({ ...LEAD, message: 'nul\0' })],
      [400, 'VALIDATION_FAILED', { ...LEAD, message: 'half \ud800' }],
      [400, 'VALIDATION_FAILED', encode({ ...LEAD, size: 'many' })],
      [400, 'VALIDATION_FAILED', encode({ ...LEAD, country: 'Oman' })],
      [400, 'VALIDATION_FAILED', encode({ _key: KEY, agree: 'on', first: '\u200b ' })],
      [422, 'CONSENT_REQUIRED', encode({ ...LEAD, agree: '' })],
      [422, 'CONSENT_REQUIRED', { ...LEAD, agree: false }],
      [413, 'BODY_TOO_LARGE', encode({ ...LEAD, message: 'x'.repeat(10_000_000) })],
      [415, 'UNSUPPORTED_MEDIA_TYPE', form, { 'content-type': 'multipart/form-data; boundary=x' }],
      [415, 'UNSUPPORTED_MEDIA_TYPE', form, { 'content-type': 'text/plain' }],
      [415, 'UNSUPPORTED_MEDIA_TYPE', form, { 'content-type': `${FORM}; charset=windows-1256` }],
      [415, 'UNSUPPORTED_MEDIA_TYPE', form, { 'content-encoding': 'gzip' }],
    ] as const)
      await refused(status, code, payload, headers ?? {});
  });

  it('names every field at fault, by its name in the form', async () => {
    const detail = await refused(
      400,
      'VALIDATION_FAILED',
      encode({ ...LEAD, email: 'nobody', phone: 'call me', odd: '1' }),
    );
    for (const fault of ['email: found "nobody"', 'phone: found "call me"', 'odd: found "an unknown field"'])
      assert.ok(detail.includes(fault), detail);
  });

  it('ignores other fields where the form says so, within its limits', async () => {
    assert.equal((await send({ ...LEAD, odd: '1' }, {}, 'narrow')).statusCode, 202);
    server.advance(60_000);
    const { json } = await send({ ...LEAD, odd: '1', odder: 'x'.repeat(31) }, {}, 'narrow');
    assert.match(json().detail, /body: found .*7 fields.*, expected at most 6/);
  });

  it('drops what fills in the field that people do not see, and looks as if it stored it', async () => {
    const stored = server.inputs.length;
    const answer = await send({ ...LEAD, reference: 'http://spam.example' });
    assert.equal(answer.statusCode, 202);
    assert.match(answer.json().lead_id, /^[\da-f-]{36}$/);
    const page = await send(encode({ ...LEAD, reference: 'x' }), { accept: BROWSER });
    assert.deepEqual([page.statusCode, page.headers.location], [303, SUCCESS]);
    assert.equal(server.inputs.length, stored);
    const line = server.logLines.findLast(({ msg }) => msg === 'form submission of a bot dropped');
    assert.equal(line?.form, 'contact');
    assert.ok(!JSON.stringify(server.logLines).includes('amina@example.com'));
  });

  it('measures the time of filling in by a token that cannot be forged, reused or kept', async () => {
    const first = await token();
    await refused(422, 'FORM_FILLED_TOO_FAST', { ...LEAD, _token: first });
    server.advance(3_000);
    for (let use = 0; use < 5; use++) assert.equal((await send({ ...LEAD, _token: first })).statusCode, 202);
    await refused(403, 'FORM_TOKEN_INVALID', { ...LEAD, _token: first });
    const [time = '', nonce, signature] = (await token()).split('.');
    const older = (Number.parseInt(time, 36) - 60_000).toString(36);
    server.advance(60_000);
    for (const forged of [
      'x',
      `${older}.${nonce}.${signature}`,
      `${time}.${nonce}.${'A'.repeat(43)}`,
      await token('slow'),
    ])
      await refused(403, 'FORM_TOKEN_INVALID', { ...LEAD, _token: forged });
    const kept = await token();
    server.advance(4 * 3_600_000 + 1);
    await refused(403, 'FORM_TOKEN_INVALID', { ...LEAD, _token: kept });
  });

  it('is refused without a token where the form requires one', async () => {
    await refused(403, 'FORM_TOKEN_INVALID', LEAD, { origin: OTHER_SITE }, 'strict');
    const _token = await token('strict', OTHER_SITE);
    server.advance(3_000);
    assert.equal((await send({ ...LEAD, _token }, { origin: OTHER_SITE }, 'strict')).statusCode, 202);
  });

  it('is limited per form, and per address', async () => {
    for (let count = 0; count < 2; count++) assert.equal((await send(LEAD, {}, 'slow')).statusCode, 202);
    await refused(429, 'RATE_LIMITED', LEAD, {}, 'slow');
    assert.equal((await send(LEAD, {}, 'narrow')).statusCode, 202);
    await refused(429, 'RATE_LIMITED', LEAD, {}, 'narrow');
    assert.equal((await send(LEAD)).statusCode, 202);
  });

  it('counts every result, by form and code', async () => {
    const headers = { authorization: `Bearer ${await server.tokens.sign('ops', ['metrics:read'], 60_000)}` };
    const { body } = await server.app.inject({ url: '/metrics', headers });
    for (const labels of [
      'form="contact",result="accepted",code=""',
      'form="contact",result="honeypot",code=""',
      'form="contact",result="refused",code="CONSENT_REQUIRED"',
    ])
      assert.match(body, new RegExp(`leadscore_form_submissions_total\\{${labels}\\} [1-9]`));
  });

  it('has a script that any page may load', async () => {
    const { statusCode, headers, body } = await server.app.inject({ url: '/forms/contact/form.js' });
    assert.equal(statusCode, 200);
    assert.match(String(headers['content-type']), /^text\/javascript/);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.doesNotThrow(() => new Function(body));
  });
});
