import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { formsFileSchema } from '../../../../gateway/rest/forms/form-definition.ts';
import { readForms } from '../../../../gateway/rest/forms/read-forms.ts';
import { projectFile } from '../../../../platform/process/program.ts';

const EXAMPLE = fileURLToPath(projectFile('examples/forms.json'));
const FORM = {
  origins: ['https://www.example.com'],
  lead: { email: { field: 'email' } },
  redirects: { success: 'https://www.example.com/thanks', failure: 'https://www.example.com/' },
};

describe('the file of web forms', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-forms-'));
  });
  after(() => rm(folder, { recursive: true }));

  const settings = { formKeys: [{ name: 'site', key: 'k'.repeat(16) }], corsOrigins: [] };
  async function read(content: unknown, more: object = {}) {
    const formsFile = join(folder, 'forms.json');
    await writeFile(formsFile, typeof content === 'string' ? content : JSON.stringify(content));
    return readForms({ formsFile, ...settings, ...more });
  }

  it('has defaults, and is no form without the variable', async () => {
    const form = (await read({ forms: { site: FORM } })).get('site');
    assert.deepEqual(form?.keys, ['site']);
    assert.deepEqual(
      [form?.token, form?.leastFillSeconds, form?.repeatMinutes, form?.otherFields],
      ['OPTIONAL', 2, 10, 'REFUSE'],
    );
    assert.deepEqual([...(form?.fields ?? [])], ['_key', '_token', '_submission', 'email']);
    assert.equal((await readForms({ formsFile: undefined, ...settings })).size, 0);
  });

  it('is described by a JSON Schema that takes the example', async () => {
    const { default: example } = await import(projectFile('examples/forms.json').href, { with: { type: 'json' } });
    const ajv = new Ajv2020({ strict: false });
    (formats as unknown as (target: Ajv2020) => void)(ajv);
    const isValid = ajv.compile(formsFileSchema());
    assert.ok(isValid(example), JSON.stringify(isValid.errors));
    assert.ok(!isValid({ forms: { demo: { ...FORM, redirect: 'x' } } }));
    const formKeys = [{ name: 'demo', key: 'k'.repeat(16) }];
    assert.equal((await readForms({ formsFile: EXAMPLE, formKeys, corsOrigins: [] })).size, 2);
  });

  const faulty: readonly (readonly [string, unknown, RegExp])[] = [
    ['no JSON', 'no', /no readable JSON/],
    ['an unknown member', { ...FORM, colour: 'red' }, /forms\.site: Unrecognized key: "colour"/],
    [
      'a script as redirect',
      { ...FORM, redirects: { success: 'javascript:alert(1)', failure: '/x' } },
      /forms\.site\.redirects\.success: expected an absolute http/,
    ],
    [
      'a source of two kinds',
      { ...FORM, lead: { name: { field: 'a', constant: 'b' } } },
      /forms\.site\.lead\.name: expected one of field, join and constant/,
    ],
    [
      'a reserved field',
      { ...FORM, lead: { name: { field: '_key' } } },
      /forms\.site\.lead\.name\.field: expected the name of a field/,
    ],
    ['no field at all', { ...FORM, lead: { source: { constant: 'WEBSITE' } } }, /forms\.site\.lead: found no field/],
    [
      'a path as origin',
      { ...FORM, origins: ['https://a.example/contact'] },
      /forms\.site\.origins\.0: expected an origin/,
    ],
    ['no origin', { ...FORM, origins: [] }, /forms\.site\.origins: found none/],
    [
      'an unknown key',
      { ...FORM, keys: ['landing'] },
      /forms\.site\.keys: found landing, expected names that FORM_KEYS has: site/,
    ],
    ['a honeypot that is used', { ...FORM, honeypot: 'email' }, /forms\.site\.honeypot: found email/],
    [
      'a purpose twice',
      { ...FORM, consents: ['a', 'b'].map((field) => ({ purpose: 'CONTACT', field, textVersion: '1' })) },
      /forms\.site\.consents: found a purpose twice/,
    ],
  ];
  for (const [name, form, message] of faulty)
    it(`stops the start with ${name}`, async () => {
      const content = typeof form === 'string' ? form : { forms: { site: form } };
      await assert.rejects(read(content), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'CONFIGURATION_INVALID');
        assert.match(error.message, message);
        return true;
      });
    });

  it('is not looked for elsewhere when it is missing', async () => {
    await assert.rejects(readForms({ formsFile: join(folder, 'nothing.json'), ...settings }), /ENOENT/);
  });
});
