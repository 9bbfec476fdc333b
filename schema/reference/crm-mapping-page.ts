import { crmMappingSchema } from '../../subgraphs/leads/crm/mapping/crm-mapping-schema.ts';
import { code, page, section, sentence, table } from './markdown.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

const INTRODUCTION =
  'The file that `CRM_MAPPING` names: JSON that says which tables and columns of the CRM are leads, activities and outcomes, and where scores are written. It is checked when the platform starts, and a refusal names every fault with its path. In the repository, [schema/crm-mapping.schema.json](../../schema/crm-mapping.schema.json) is its JSON Schema, for editors; [example-mapping.json](../../subgraphs/leads/crm/mapping/example-mapping.json) shows most forms, [odoo-mapping.json](../../subgraphs/leads/crm/mapping/odoo-mapping.json) reads Odoo. [The guide](../guides/crm-sync.md) explains it step by step.';

const COLUMNS =
  'A **column** is written `name`; of a joined row `join.name`; a member of a column of JSON `name->>member`. Names are taken as they are, with capitals and blanks. Values are read as PostgreSQL writes them as text: times in UTC, booleans as `true` and `false`.';

const TABLES = '`leads`, each of `activities` and `outcomes` are tables: they have these members besides their own.';
const OF_TABLE: readonly string[] = ['table', 'key', 'watermark', 'deleted', 'utcOffset', 'filter', 'joins'];

/** Page of the mapping of a CRM's tables. */
export function crmMappingPage(): string {
  const { $defs = {}, ...file } = crmMappingSchema() as Schema;
  const parts = Object.entries(file.properties ?? {}).filter(([, part]) => objectOf(part).properties);
  const leads = file.properties?.leads ?? {};
  return page(
    'Mapping of the CRM',
    INTRODUCTION,
    COLUMNS,
    section('The file', [tableOf(file)]),
    section('A table', [TABLES, tableOf(pick(leads, (name) => OF_TABLE.includes(name)))]),
    ...parts.map(([name, part]) => {
      const own = name === 'writeBack' ? objectOf(part) : pick(objectOf(part), (member) => !OF_TABLE.includes(member));
      return section(code(name), [sentence(part.description ?? ''), tableOf(own)]);
    }),
    ...Object.entries($defs).map(([name, part]) => section(`Source of a ${name}`, sourceParts(part))),
  );
}

function pick({ properties = {}, ...schema }: Schema, isWanted: (name: string) => boolean): Schema {
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isWanted(name))) };
}

function sourceParts({ anyOf = [] }: Schema): string[] {
  return ['One of:', ...anyOf.map(tableOf)];
}

function tableOf(schema: Schema): string {
  return table(['member', 'type', 'required', 'default', 'meaning'], members(schema));
}

/** One row per member, those within objects and lists below their own. */
function members({ properties = {}, required = [] }: Schema, prefix = ''): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const place = `${prefix}${name}`;
    const preset = schema.default === undefined ? '' : code(JSON.stringify(schema.default));
    const row = [code(place), typeOf(schema), required.includes(name) ? 'yes' : 'no', preset, schema.description ?? ''];
    // members of the whole file have sections of their own
    const inner =
      prefix === '' && name in { leads: 1, activities: 1, outcomes: 1, writeBack: 1 } ? {} : objectOf(schema);
    return [row, ...members(inner, schema.type === 'array' ? `${place}[].` : `${place}.`)];
  });
}

function objectOf(schema: Schema): Schema {
  return schema.items ?? schema;
}

function typeOf(schema: Schema): string {
  const { type, enum: values, items, additionalProperties, anyOf, allOf, $ref } = schema;
  const reference = $ref ?? allOf?.find((each) => each.$ref)?.$ref;
  if (reference) {
    const name = reference.replace('#/$defs/', '');
    return `[${name}](#source-of-a-${name})`;
  }
  if (values) return values.map(code).join(', ');
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${items ? typeOf(items).replace(/^object$/, 'objects') : 'values'}`;
  if (typeof additionalProperties === 'object') return `object of ${typeOf(additionalProperties)} by word`;
  const name = typeof type === 'string' ? type : (type ?? ['any']).join(' or ');
  return `${name}${schema.minimum === undefined ? '' : `, ${schema.minimum} to ${schema.maximum}`}`;
}
