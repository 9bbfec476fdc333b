import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { projectFile } from '../../../platform/process/program.ts';

const read = (name: string): string => readFileSync(projectFile(`test/fixtures/tls/${name}`), 'utf8');

/** The certificate of {@link MailServer}, for clients that are to trust it. It names localhost and 127.0.0.1. */
export const CERTIFICATE = read('certificate.pem');

/** The key of {@link CERTIFICATE}, and of those of {@link certificateOf}. */
export const KEY = read('key.pem');

/** A certificate that is not in order: it expired in 2020, or names another host. */
export function certificateOf(name: 'expired' | 'other-host'): string {
  return read(`${name}.pem`);
}

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** who logged in */
  readonly user: string | undefined;
  /** whether it came encrypted */
  readonly isEncrypted: boolean;
  /** headers and body, with what quoted-printable hides made readable */
  readonly text: string;
}

/** Answer to a mail: accepted, refused with an SMTP status, or none. */
export type MailAnswer = 'taken' | 'silence' | { readonly status: number };

/** Real mail server on its own port: gives the prepared answers, then accepts everything. */
export class MailServer {
  readonly #server: SMTPServer;
  readonly #answers: MailAnswer[] = [];
  readonly #arrived: ReceivedMail[] = [];
  readonly #waiting: (() => void)[] = [];

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      key: KEY,
      cert: CERTIFICATE,
      authOptional: true,
      closeTimeout: 1,
      onAuth: ({ username, password }, _session, done) => {
        if (password === 'right') done(null, { user: username });
        else done(Object.assign(new Error('no'), { responseCode: 535 }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.#arrived.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            user: session.user as string | undefined,
            isEncrypted: session.secure,
            text: readable(Buffer.concat(chunks).toString('latin1')),
          });
          for (const resolve of this.#waiting.splice(0)) resolve();
          const answer = this.#answers.shift() ?? 'taken';
          if (answer === 'taken') done();
          else if (answer !== 'silence') done(Object.assign(new Error('no'), { responseCode: answer.status }));
        });
      },
      ...options,
    });
    // what a client does to its connection is the client's affair
    this.#server.on('error', () => undefined);
  }

  /** @param options of the server, such as without STARTTLS */
  static async open(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server.server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** what came and was not taken by {@link next} */
  get unread(): ReceivedMail[] {
    return this.#arrived;
  }

  /** Answers the next mails so, in this order. */
  answer(...answers: MailAnswer[]): void {
    this.#answers.push(...answers);
  }

  /** The next mail; waits until it comes. */
  async next(): Promise<ReceivedMail> {
    while (this.#arrived.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#arrived.shift() as ReceivedMail;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function readable(raw: string): string {
  const body = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, body).replaceAll(/\r\n[ \t]/g, ' ');
  const whole = `${headers}${raw.slice(body)}`.replaceAll('=\r\n', '').replaceAll('\r\n', '\n');
  const bytes = whole.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
