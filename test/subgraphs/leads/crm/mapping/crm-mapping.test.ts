import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectFile } from '../../../../../platform/process/program.ts';
import { checkCrmMapping, readCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import { crmMappingSchema } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping-schema.ts';

const accepts = new Ajv2020({ strict: false }).compile(crmMappingSchema());
const EXAMPLES = ['example-mapping.json', 'odoo-mapping.json'] as const;
const readExample = (name: string) =>
  JSON.parse(readFileSync(projectFile(`subgraphs/leads/crm/mapping/${name}`), 'utf8')) as Record<string, unknown>;

test('The published JSON Schema of mappings is that of the code', () => {
  assert.deepEqual(JSON.parse(readFileSync(projectFile('schema/crm-mapping.schema.json'), 'utf8')), crmMappingSchema());
});

for (const name of EXAMPLES)
  test(`The mapping ${name} is valid by code and by JSON Schema, and any member that neither knows is refused by both`, () => {
    const example = readExample(name);
    checkCrmMapping(example);
    assert.equal(accepts(example), true, JSON.stringify(accepts.errors));
    let changed = 0;
    for (const path of objectPaths(example)) {
      const copy = structuredClone(example);
      const at = path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], copy);
      Object.assign(at as object, { shoeSize: 43 });
      assert.throws(() => checkCrmMapping(copy), { code: 'CRM_MAPPING_INVALID' }, path.join('.'));
      assert.equal(accepts(copy), false, path.join('.'));
      changed += 1;
    }
    assert.ok(changed > 20, `${changed} changed`);
  });

const base = readExample('example-mapping.json') as { leads: object; activities: object[] };
const REFUSED: readonly (readonly [string, object, RegExp])[] = [
  [
    'a table without a schema',
    { leads: { ...base.leads, table: 'lead' } },
    /mapping\.leads\.table: expected a table or view/,
  ],
  ['no leads', { leads: undefined }, /mapping\.leads/],
  [
    'a stage that only an outcome makes',
    { leads: { ...base.leads, lead: { createdAt: { column: 'c' }, stage: { column: 's', values: { x: 'WON' } } } } },
    /mapping\.leads\.lead\.stage: found WON, expected one of NEW, CONTACTED/,
  ],
  [
    'a kind that does not exist',
    { activities: [{ ...base.activities[0], kind: { constant: 'FAX' } }] },
    /mapping\.activities\.0\.kind: found FAX/,
  ],
  [
    'one name twice',
    { activities: [base.activities[0], base.activities[0]] },
    /mapping\.activities: found activity twice/,
  ],
  [
    'a name of another entity',
    { activities: [{ ...base.activities[0], name: 'leads' }] },
    /mapping\.activities\.0\.name: expected a short name/,
  ],
  ['an offset in words', { leads: { ...base.leads, utcOffset: 'Dubai' } }, /mapping\.leads\.utcOffset/],
];
for (const [what, change, message] of REFUSED)
  test(`A mapping with ${what} is refused with its path`, () =>
    assert.throws(() => checkCrmMapping({ ...base, ...change }), { code: 'CRM_MAPPING_INVALID', message }));

test('A mapping names all of its faults, and a file that is absent or no JSON its path', async () => {
  const wrong = { leads: { ...base.leads, key: '', table: 'x' }, shoes: 1 };
  assert.throws(() => checkCrmMapping(wrong), { message: /leads\.table.*leads\.key.*shoes/s });
  const folder = await mkdtemp(join(tmpdir(), 'crm-mapping-'));
  try {
    const path = join(folder, 'mapping.json');
    await assert.rejects(readCrmMapping(path), { code: 'CRM_MAPPING_INVALID', message: /ENOENT.*mapping\.json/ });
    await writeFile(path, '{');
    await assert.rejects(readCrmMapping(path), { code: 'CRM_MAPPING_INVALID', message: /mapping\.json/ });
    const example = fileURLToPath(projectFile('subgraphs/leads/crm/mapping/odoo-mapping.json'));
    assert.equal((await readCrmMapping(example)).leads.table, 'public.crm_lead');
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Paths of the objects of a mapping whose members are fixed. */
function objectPaths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    key === 'values' ? [] : objectPaths(part, [...path, key]),
  );
  return Array.isArray(value) ? inner : [path, ...inner];
}
