import { randomBytes } from 'node:crypto';
import type { AccessConfig } from '../../../platform/config/access-config.ts';
import { FormGuard } from './form-guard.ts';
import { FormRoutes } from './form-routes.ts';
import { FormTokens } from './form-token.ts';
import { type FormsConfig, readForms } from './read-forms.ts';

/** The served forms, and the issuer of their time tokens. */
export interface OpenForms {
  readonly routes: FormRoutes;
  readonly tokens: FormTokens;
}

/**
 * Reads the forms of the configuration.
 *
 * @param clock now, epoch milliseconds
 * @throws {DomainError} CONFIGURATION_INVALID
 */
export async function openForms(
  config: FormsConfig & Pick<AccessConfig, 'formTokenSecret'>,
  clock: () => number,
): Promise<OpenForms> {
  const tokens = new FormTokens(config.formTokenSecret ?? randomBytes(32), clock);
  const forms = [...(await readForms(config)).values()];
  const served = forms.map((form) => ({ form, guard: new FormGuard(form, config.corsOrigins, tokens, clock) }));
  return { routes: new FormRoutes(served), tokens };
}
