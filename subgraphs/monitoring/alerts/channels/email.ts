import { connect, type Socket } from 'node:net';
import type { Mail, NodemailerError, SMTPSentMessageInfo } from 'nodemailer';
import type { EmailConfig } from '../../../../platform/config/alert-config.ts';
import { connectionFault } from '../../../../platform/webhooks/connection-fault.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import { refusePrivateLiteral } from '../../../../platform/webhooks/json-poster.ts';
import { AddressRefused, publicLookup } from '../../../../platform/webhooks/public-lookup.ts';
import { type AlertNotice, threadOf } from '../notices/notice.ts';
import type { Channel, ChannelDeps } from './channel.ts';
import { emailMessage } from './email-message.ts';

/**
 * Email to one address, by SMTP: a server may accept one address and refuse the next, so each gets its own mails. All mails
 * about one incident form one thread.
 */
export class EmailChannel implements Channel {
  readonly kind = 'EMAIL';
  readonly name: string;
  readonly target: string;
  readonly #route: EmailConfig;
  readonly #deps: ChannelDeps;
  #transport: Promise<Mail<SMTPSentMessageInfo>> | undefined;

  constructor(route: EmailConfig, to: string, deps: ChannelDeps) {
    this.name = `EMAIL ${to}`;
    this.target = to;
    this.#route = route;
    this.#deps = deps;
  }

  async send(notice: AlertNotice): Promise<WebhookAnswer> {
    const { from } = this.#route;
    const { subject, text, html, images } = emailMessage(notice);
    const domain = from.replace(/^.*@|>$/g, '');
    // the same id whenever it is sent again, so that mail programs show it once
    const messageId = `<${notice.id}@${domain}>`;
    const thread = `<${Buffer.from(threadOf(notice)).toString('base64url')}@${domain}>`;
    const signal = AbortSignal.timeout(this.#deps.timeoutMs);
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      this.#transport ??= this.#open();
      const transport = await this.#transport;
      await transport.sendMail({
        from,
        to: this.target,
        subject,
        text,
        html,
        attachments: images.map((image) => ({
          ...image,
          contentType: 'image/png',
          contentDisposition: 'inline' as const,
        })),
        messageId,
        references: thread,
        headers,
        signal,
      });
      return { status: 250 };
    } catch (error) {
      return this.#refused(error as NodemailerError);
    }
  }

  async close(): Promise<void> {
    const transport = await this.#transport;
    transport?.close();
  }

  /** The transport; its package is loaded with the first mail. */
  async #open(): Promise<Mail<SMTPSentMessageInfo>> {
    const { host, port, isSecure, allowsPlain, credentials, authorities } = this.#route;
    const { timeoutMs } = this.#deps;
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host,
      port,
      secure: isSecure,
      requireTLS: !isSecure && (!allowsPlain || credentials !== undefined),
      ...(credentials && { auth: { ...credentials } }),
      ...(authorities !== undefined && { tls: { ca: authorities } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // a name in a notice is text, never a file or URL to read
      disableFileAccess: true,
      disableUrlAccess: true,
      getSocket: (_options, callback) => {
        this.#connect().then(
          (connection) => callback(null, { connection }),
          (error: Error) => callback(error, false),
        );
      },
    });
  }

  /** A socket to the server, if its address is allowed. */
  async #connect(): Promise<Socket> {
    const { host, port } = this.#route;
    const { allowPrivate, timeoutMs } = this.#deps;
    if (!allowPrivate) refusePrivateLiteral(host);
    const socket = connect({ host, port, ...(!allowPrivate && { lookup: publicLookup() }) });
    const timer = setTimeout(() => socket.destroy(new Error('ETIMEDOUT')), timeoutMs);
    try {
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      return socket;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Failures that a retry cannot mend are final: SMTP 5xx, a refused password or certificate. */
  #refused(error: NodemailerError): WebhookAnswer {
    const { responseCode: status, code } = error;
    if (status !== undefined) {
      const reason = code === 'ETLS' ? connectionFault(error) : `found SMTP status ${status}, expected 250`;
      return { status, error: reason, ...(status >= 500 && { isFinal: true }) };
    }
    if (error instanceof AddressRefused) return { error: error.message };
    if (error.name === 'AbortError' || code === 'ETIMEDOUT')
      return { error: `found no answer within ${this.#deps.timeoutMs} ms` };
    return { error: connectionFault(error) };
  }
}
