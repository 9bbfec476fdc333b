import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { WEBHOOK_SECRETS_FORM, webhookKeys } from '../webhooks/webhook-signature.ts';
import { list } from './config-list.ts';

/** Every environment variable of the registry's webhooks. */
export const webhookVariables = {
  REGISTRY_WEBHOOK_URLS: list(z.url({ protocol: /^https?$/, error: 'expected URLs of http or https, by commas' }))
    .refine((urls) => new Set(urls).size === urls.length, { error: 'expected each URL once' })
    .prefault('')
    .describe('URLs that every change of a model is posted to, signed, separated by commas'),
  REGISTRY_WEBHOOK_SECRET: z
    .string()
    .refine((secret) => webhookKeys(secret) !== undefined, { error: `expected ${WEBHOOK_SECRETS_FORM}` })
    .optional()
    .describe(
      'what those webhooks are signed with, such as whsec_$(openssl rand -base64 32); two by a comma while it is changed',
    ),
  REGISTRY_WEBHOOK_ALLOW_PRIVATE: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('whether those URLs may lead to this machine or a private network'),
};

const webhookSchema = z.object(webhookVariables);

/** Receivers of change webhooks and their delivery. */
export interface WebhookConfig {
  readonly urls: readonly string[];
  /** `whsec_` and base64, one or two by a comma; never logged */
  readonly secret: string;
  /** whether the URLs may lead to addresses that are not public */
  readonly allowPrivate: boolean;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @returns undefined without receivers
 * @throws {DomainError} CONFIGURATION_INVALID when there are URLs and no secret
 */
export function readRegistryWebhooks(values: z.output<typeof webhookSchema>): WebhookConfig | undefined {
  const { REGISTRY_WEBHOOK_URLS: urls, REGISTRY_WEBHOOK_SECRET: secret } = values;
  if (urls.length === 0) return undefined;
  if (secret === undefined) {
    const message = `REGISTRY_WEBHOOK_SECRET: found nothing beside REGISTRY_WEBHOOK_URLS, expected ${WEBHOOK_SECRETS_FORM}`;
    throw new DomainError('CONFIGURATION_INVALID', message);
  }
  return { urls, secret, allowPrivate: values.REGISTRY_WEBHOOK_ALLOW_PRIVATE };
}
