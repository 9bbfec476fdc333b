import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { WEBHOOK_SECRETS_FORM, webhookKeys } from '../webhooks/webhook-signature.ts';
import { list } from './config-list.ts';
import {
  type Environment,
  type RetrainingConfig,
  readRetraining,
  retrainingVariables,
  type SignedTarget,
} from './retraining-config.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'expected a URL of http or https' });
const base = httpUrl.transform((url) => url.replace(/\/+$/, ''));
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const secret = z
  .string()
  .refine((text) => webhookKeys(text) !== undefined, { error: `expected ${WEBHOOK_SECRETS_FORM}` });
const address = z.string().regex(/^[^\s<>@,]+@[^\s<>@,]+$/, 'expected addresses such as ops@example.com');

/** Every environment variable of alerts: whom they reach, and the training that they start. */
export const alertVariables = {
  PUBLIC_URL: base
    .optional()
    .describe('where people reach the gateway: for links in what they are sent, unless it is this machine'),
  ALERT_LOOK_MS: z.coerce
    .number()
    .positive()
    .max(3_600_000)
    .default(2_000)
    .describe('how often reminders that are due and changes of rollouts are polled, milliseconds'),
  ALERT_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'expected a time zone of IANA, such as Europe/Berlin' })
    .default('UTC')
    .describe('zone of the times in notices, by its IANA name such as Asia/Dubai'),
  ALERT_SLACK_URL: httpUrl.optional().describe('incoming webhook of Slack; the URL is a secret'),
  ALERT_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected a URL such as smtp://user:password@mail.example.com:587' })
    .optional()
    .describe('server that sends mail: smtp takes STARTTLS, smtps TLS from the start'),
  ALERT_SMTP_PLAIN: flag
    .default(false)
    .describe('whether a mail server without STARTTLS is sent mail unencrypted; never with a password'),
  ALERT_SMTP_CA: z
    .string()
    .startsWith('-----BEGIN CERTIFICATE-----', 'expected PEM text')
    .optional()
    .describe('certificate authorities to trust for that server, as PEM text; those of Node when absent'),
  ALERT_EMAIL_FROM: address.optional().describe('sender of mail; needs ALERT_SMTP_URL'),
  ALERT_EMAIL_TO: list(address).prefault('').describe('who gets mail, separated by commas; needs ALERT_SMTP_URL'),
  ALERT_PAGERDUTY_KEY: z.string().min(1).optional().describe('routing key of a PagerDuty service, Events API v2'),
  ALERT_PAGERDUTY_URL: base
    .prefault('https://events.pagerduty.com')
    .describe('where PagerDuty takes events; https://events.eu.pagerduty.com for accounts in the EU'),
  ALERT_WEBHOOK_URL: httpUrl.optional().describe('URL that alerts are posted to, signed; needs ALERT_WEBHOOK_SECRET'),
  ALERT_WEBHOOK_SECRET: secret
    .optional()
    .describe(
      'what ALERT_WEBHOOK_URL and RETRAIN_URL are signed with, such as whsec_$(openssl rand -base64 32); two by a comma while it is changed',
    ),
  ALERT_ALLOW_PRIVATE: flag
    .default(false)
    .describe('whether these channels may lead to this machine or a private network'),
  ALERT_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(6_000)
    .default(30)
    .describe('most notices a minute to one recipient; more wait'),
  ...retrainingVariables,
};

const alertSchema = z.object(alertVariables);
type Values = z.output<typeof alertSchema>;

/** Variables that hold a password or key, or may. */
export const ALERT_SECRETS: readonly string[] = [
  'ALERT_SLACK_URL',
  'ALERT_SMTP_URL',
  'ALERT_PAGERDUTY_KEY',
  'ALERT_WEBHOOK_URL',
  'ALERT_WEBHOOK_SECRET',
  'RETRAIN_URL',
  'RETRAIN_COMMAND',
  'DATABRICKS_TOKEN',
];

/** Receivers of alerts and the retraining that they start. An absent channel is not used. None of it is ever logged. */
export interface AlertConfig {
  readonly publicUrl: string | undefined;
  /** of times in notices, IANA name */
  readonly timeZone: string;
  readonly lookMs: number;
  readonly slackUrl: string | undefined;
  readonly email: EmailConfig | undefined;
  readonly pagerDuty: { readonly baseUrl: string; readonly routingKey: string } | undefined;
  readonly webhook: SignedTarget | undefined;
  readonly retraining: RetrainingConfig | undefined;
  readonly allowPrivate: boolean;
  readonly perMinute: number;
}

/** Which server sends mail, from whom, to whom. */
export interface EmailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; otherwise by STARTTLS */
  readonly isSecure: boolean;
  /** whether a server without STARTTLS is sent mail unencrypted; never with a password */
  readonly allowsPlain: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
  /** certificate authorities to trust, PEM */
  readonly authorities: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @param environment source of the variables that a training command gets
 * @throws {DomainError} CONFIGURATION_INVALID when something is there without what it needs
 */
export function readAlerts(values: Values, environment: Environment): AlertConfig {
  const { ALERT_PAGERDUTY_KEY: routingKey, ALERT_PAGERDUTY_URL: baseUrl } = values;
  return {
    publicUrl: values.PUBLIC_URL,
    timeZone: values.ALERT_TIME_ZONE,
    lookMs: values.ALERT_LOOK_MS,
    slackUrl: values.ALERT_SLACK_URL,
    email: readEmail(values),
    pagerDuty: routingKey === undefined ? undefined : { baseUrl, routingKey },
    webhook: signed('ALERT_WEBHOOK_URL', values),
    retraining: readRetraining(values, signed('RETRAIN_URL', values), environment),
    allowPrivate: values.ALERT_ALLOW_PRIVATE,
    perMinute: values.ALERT_PER_MINUTE,
  };
}

function readEmail(values: Values): EmailConfig | undefined {
  const { ALERT_SMTP_URL: server, ALERT_EMAIL_FROM: from, ALERT_EMAIL_TO: to, ALERT_SMTP_PLAIN: allowsPlain } = values;
  if (server === undefined && from === undefined && to.length === 0) return undefined;
  if (server === undefined || from === undefined || to.length === 0)
    throw absent('ALERT_SMTP_URL, ALERT_EMAIL_FROM or ALERT_EMAIL_TO', 'the others of these three', 'all or none');
  const url = new URL(server);
  const isSecure = url.protocol === 'smtps:';
  const [user, pass] = [url.username, url.password].map(decodeURIComponent);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    allowsPlain,
    credentials: user && pass ? { user, pass } : undefined,
    authorities: values.ALERT_SMTP_CA,
    from,
    // one address twice is one recipient
    to: [...new Map(to.map((each) => [each.toLowerCase(), each])).values()],
  };
}

function signed(name: 'ALERT_WEBHOOK_URL' | 'RETRAIN_URL', values: Values): SignedTarget | undefined {
  const url = values[name];
  if (url === undefined) return undefined;
  const key = webhookKeys(values.ALERT_WEBHOOK_SECRET ?? '');
  if (!key) throw absent('ALERT_WEBHOOK_SECRET', name, WEBHOOK_SECRETS_FORM);
  return { url, key };
}

function absent(name: string, beside: string, expected: string): DomainError {
  return new DomainError('CONFIGURATION_INVALID', `${name}: found nothing beside ${beside}, expected ${expected}`);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // offsets such as +02:00 are no names: they do not follow the clocks of a place
    return /^[A-Za-z]/.test(name);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
