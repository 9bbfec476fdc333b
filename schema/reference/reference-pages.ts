import { closeCodesPage } from './close-codes-page.ts';
import { configurationPage } from './configuration-page.ts';
import { crmMappingPage } from './crm-mapping-page.ts';
import { errorsPage } from './errors-page.ts';
import { featuresPage } from './features-page.ts';
import { formsPage } from './forms-page.ts';
import { graphqlPage } from './graphql-page.ts';
import { limitsPage } from './limits-page.ts';
import { metricsPage } from './metrics-page.ts';
import { modelManifestPage } from './model-manifest-page.ts';
import { restPage } from './rest-page.ts';
import { scopesPage } from './scopes-page.ts';
import { webhooksPage } from './webhooks-page.ts';

/** Every page of docs/reference by its file name: the text that the code of now makes. */
export const REFERENCE_PAGES: Readonly<Record<string, () => string>> = {
  'close-codes.md': closeCodesPage,
  'configuration.md': configurationPage,
  'crm-mapping.md': crmMappingPage,
  'errors.md': errorsPage,
  'features.md': featuresPage,
  'forms.md': formsPage,
  'graphql.md': graphqlPage,
  'limits.md': limitsPage,
  'metrics.md': metricsPage,
  'model-manifest.md': modelManifestPage,
  'rest.md': restPage,
  'scopes.md': scopesPage,
  'webhooks.md': webhooksPage,
};

/** Page that only Linux makes whole: elsewhere prom-client has fewer metrics of the process. */
export const LINUX_PAGE = 'metrics.md';
