import { z } from 'zod';
import { CRM_MAPPING_SCHEMA } from './crm-mapping.ts';

/** JSON Schema of a mapping file, draft 2020-12. Relations between members are checked by the code alone. */
export function crmMappingSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(CRM_MAPPING_SCHEMA, { io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'Mapping of the tables of a CRM' };
}
