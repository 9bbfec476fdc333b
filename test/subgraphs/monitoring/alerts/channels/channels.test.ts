import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { AlertConfig, EmailConfig } from '../../../../../platform/config/alert-config.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { webhookKey } from '../../../../../platform/webhooks/webhook-signature.ts';
import type { Channel } from '../../../../../subgraphs/monitoring/alerts/channels/channel.ts';
import { createChannels } from '../../../../../subgraphs/monitoring/alerts/channels/create-channels.ts';
import { testNotice } from '../../../../../subgraphs/monitoring/alerts/notices/compose-notice.ts';
import {
  CERTIFICATE,
  certificateOf,
  KEY as KEY_OF_SERVER,
  MailServer,
} from '../../../../support/monitoring/mail-server.ts';
import { NO_CHANNELS } from '../../../../support/monitoring/monitoring-bench.ts';
import { isGenuine } from '../../../../support/monitoring/verify-webhook.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const NOTICE = testNotice('id-1', 'ann', Date.now(), { url: undefined, timeZone: 'UTC' });
const SILENT = createLogger('silent');
const KEY = webhookKey(WEBHOOK_SECRET) as Uint8Array;

/** Sends a notice to every channel of a configuration. */
async function sendAll(config: Partial<AlertConfig>, timeoutMs = 10_000) {
  const all = { ...NO_CHANNELS, ...config };
  const channels = createChannels(all, { allowPrivate: all.allowPrivate, clock: Date.now, log: SILENT, timeoutMs });
  const answers = await Promise.all(
    channels.map(async (channel: Channel) => [channel.kind, await channel.send(NOTICE)] as const),
  );
  await Promise.all(channels.map((channel) => channel.close()));
  return Object.fromEntries(answers);
}

describe('channels', () => {
  let web: WebhookReceiver;
  let mail: MailServer;
  before(async () => {
    [web, mail] = await Promise.all([WebhookReceiver.open(), MailServer.open()]);
  });
  after(() => Promise.all([web.close(), mail.close()]));

  const email = (changes: Partial<EmailConfig> = {}): EmailConfig => ({
    host: 'localhost',
    port: mail.port,
    isSecure: false,
    allowsPlain: false,
    credentials: undefined,
    authorities: CERTIFICATE,
    from: 'scoring@example.com',
    to: ['ops@example.com'],
    ...changes,
  });

  it('Channels to private addresses are refused unless they are allowed, written out or by name', async () => {
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254']) {
      const url = `http://${host}:${web.port}`;
      const answers = await sendAll({
        allowPrivate: false,
        slackUrl: `${url}/slack`,
        email: email({ host }),
        pagerDuty: { baseUrl: url, routingKey: 'key' },
        webhook: { url, key: KEY },
        retraining: { coolDownMs: 1, by: { job: { host: url, token: 't', jobId: 1, hasParameters: false } } },
      });
      assert.equal(Object.keys(answers).length, 5);
      for (const [kind, { error }] of Object.entries(answers)) assert.match(error ?? '', /expected a public one/, kind);
    }
    assert.deepEqual([web.unread, mail.unread], [[], []]);
  });

  it('Channels of training by webhook are signed', async () => {
    const url = web.url('/train');
    await sendAll({ retraining: { coolDownMs: 1, by: { webhook: { url, key: KEY } } } });
    const { headers, body, json } = await web.next();
    assert.ok(isGenuine(headers, body, WEBHOOK_SECRET));
    assert.equal(json.type, 'model.retrain');
  });

  it('Channels wait for an answer up to the time limit', async () => {
    const [silentWeb, silentMail] = await Promise.all([WebhookReceiver.open(), MailServer.open()]);
    silentWeb.answer('silence', 'silence', 'silence');
    silentMail.answer('silence');
    const answers = await sendAll(
      {
        slackUrl: silentWeb.url('/slack'),
        email: email({ port: silentMail.port }),
        pagerDuty: { baseUrl: silentWeb.url(''), routingKey: 'key' },
        webhook: { url: silentWeb.url('/hook'), key: KEY },
      },
      400,
    );
    assert.equal(Object.keys(answers).length, 4);
    for (const answer of Object.values(answers)) assert.deepEqual(answer, { error: 'found no answer within 400 ms' });
    await Promise.all([silentWeb.close(), silentMail.close()]);
  });

  it('Channels follow no redirect', async () => {
    web.answer({ status: 302, headers: { location: web.url('/elsewhere') } });
    const { SLACK } = await sendAll({ slackUrl: web.url('/slack') });
    assert.equal(SLACK?.error, 'found HTTP status 302, expected 2xx');
    assert.deepEqual([(await web.next()).path, web.unread], ['/slack', []]);
  });

  it('Channels by mail take TLS from the start', async () => {
    const secure = await MailServer.open({ secure: true });
    assert.deepEqual(await sendAll({ email: email({ port: secure.port, isSecure: true }) }), {
      EMAIL: { status: 250 },
    });
    assert.equal((await secure.next()).isEncrypted, true);
    await secure.close();
  });

  it('Channels by mail report a wrong password as final', async () => {
    const { EMAIL } = await sendAll({ email: email({ credentials: { user: 'scoring', pass: 'hush' } }) });
    assert.deepEqual(EMAIL, { status: 535, error: 'found SMTP status 535, expected 250', isFinal: true });
  });

  it('Channels by mail send nothing to a server that cannot prove who it is', async () => {
    const { EMAIL } = await sendAll({ email: email({ authorities: undefined }) });
    const expected = 'expected one of a trusted authority';
    assert.deepEqual(EMAIL, { error: `found a self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT), ${expected}` });
    assert.deepEqual(mail.unread, []);
  });

  for (const [name, error] of [
    ['expired', 'found a certificate that has expired (CERT_HAS_EXPIRED), expected a valid one'],
    [
      'other-host',
      'found a certificate of another host (ERR_TLS_CERT_ALTNAME_INVALID), expected one that names the host',
    ],
  ] as const) {
    it(`Channels by mail say what is wrong with a certificate: ${name}`, async () => {
      const cert = certificateOf(name);
      for (const secure of [true, false]) {
        const server = await MailServer.open({ secure, cert });
        const { EMAIL } = await sendAll({ email: email({ port: server.port, isSecure: secure, authorities: cert }) });
        assert.deepEqual([EMAIL, server.unread], [{ error }, []]);
        await server.close();
      }
    });
  }

  it('Channels by HTTPS say that a certificate is not trusted, or that there is no TLS', async () => {
    const server = createServer({ key: KEY_OF_SERVER, cert: CERTIFICATE }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const untrusted = await sendAll({ slackUrl: `https://127.0.0.1:${port}/slack` });
    assert.match(untrusted.SLACK?.error ?? '', /^found a self-signed certificate \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    const plain = await sendAll({ slackUrl: web.url('/slack').replace('http:', 'https:') });
    assert.match(plain.SLACK?.error ?? '', /^found no TLS on this port \(\w+\)/);
    server.close();
  });

  it('Channels by mail send nothing unencrypted unless that is allowed, and never with a password', async () => {
    const plain = await MailServer.open({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const at = (changes: Partial<EmailConfig>) => sendAll({ email: email({ port: plain.port, ...changes }) });
    const credentials = { user: 'scoring', pass: 'right' };
    const { error } = (await at({})).EMAIL ?? {};
    assert.equal(error, 'found a server without STARTTLS (ETLS), expected one that takes it');
    assert.ok((await at({ allowsPlain: true, credentials })).EMAIL?.error);
    assert.deepEqual(plain.unread, []);
    assert.deepEqual(await at({ allowsPlain: true }), { EMAIL: { status: 250 } });
    assert.equal((await plain.next()).isEncrypted, false);
    await plain.close();
  });
});
