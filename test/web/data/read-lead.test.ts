import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryCode } from '../../../web/src/data/import/rows/country-code.ts';
import { guessMapping } from '../../../web/src/data/import/rows/lead-field.ts';
import { guessTimeFormat, parseTime, type TimeFormat } from '../../../web/src/data/import/rows/parse-time.ts';
import { type ReadSettings, readLead } from '../../../web/src/data/import/rows/read-lead.ts';
import { readLeads } from '../../../web/src/data/import/rows/read-leads.ts';
import { rowKey } from '../../../web/src/data/import/rows/text-hash.ts';

const NOW = Date.UTC(2026, 10, 30);

function settings(given: Partial<ReadSettings> = {}): ReadSettings {
  return { mapping: { id: 0, company: 1 }, timeFormat: 'ISO', zone: 'UTC', usesCodes: true, ...given };
}

function read(field: string, cell: string, given: Partial<ReadSettings> = {}) {
  const row = { row: 2, cells: [cell, 'Palm'] };
  const { input, faults } = readLead(row, settings({ mapping: { [field]: 0, company: 1 }, ...given }), NOW);
  return { value: (input as Record<string, unknown>)[field], rules: faults.map(({ rule }) => rule) };
}

test('columns are guessed by English and Arabic names, each for one field', () => {
  assert.deepEqual(guessMapping(['CRM id', 'Created On', 'E-mail Address', 'Company', 'Lead Source', 'Notes']), {
    id: 0,
    createdAt: 1,
    email: 2,
    company: 3,
    source: 4,
  });
  assert.deepEqual(guessMapping(['رقم العميل', 'الاسم الكامل', 'رقم الجوّال', 'الشركة', 'الإمارة', 'الدولة']), {
    id: 0,
    name: 1,
    phone: 2,
    company: 3,
    emirate: 4,
    country: 5,
  });
  assert.deepEqual(guessMapping(['companySize', 'licence_type', 'Name', 'name']), {
    companySize: 0,
    licenceType: 1,
    name: 2,
  });
});

test('countries are read by code and by name in both languages', () => {
  for (const name of ['AE', 'ae', 'United Arab Emirates', 'UAE', 'الإمارات العربية المتحدة', 'الامارات'])
    assert.equal(countryCode(name), 'AE');
  assert.equal(countryCode('UK'), 'GB');
  assert.equal(countryCode('الهند'), 'IN');
  assert.equal(countryCode('XX'), undefined);
  assert.equal(countryCode('Atlantis'), undefined);
});

test('times are read by their form, and no day is moved into the next month', () => {
  const cases: readonly [string, TimeFormat, string | undefined][] = [
    ['2026-03-14', 'ISO', '2026-03-14T00:00:00.000Z'],
    ['2026-03-14 09:20:05.123+04', 'ISO', '2026-03-14T05:20:05.000Z'],
    ['2026-03-14T09:20-0330', 'ISO', '2026-03-14T12:50:00.000Z'],
    ['14/03/2026 09:20', 'DAY_FIRST', '2026-03-14T09:20:00.000Z'],
    ['١٤/٠٣/٢٠٢٦', 'DAY_FIRST', '2026-03-14T00:00:00.000Z'],
    ['3/14/2026 12:05 AM', 'MONTH_FIRST', '2026-03-14T00:05:00.000Z'],
    ['3/14/2026 12:05 PM', 'MONTH_FIRST', '2026-03-14T12:05:00.000Z'],
    ['1773480000', 'EPOCH_S', '2026-03-14T09:20:00.000Z'],
    ['1773480000000', 'EPOCH_MS', '2026-03-14T09:20:00.000Z'],
    ['30/02/2026', 'DAY_FIRST', undefined],
    ['14/03/2026', 'MONTH_FIRST', undefined],
    ['2026-03-14 25:00', 'ISO', undefined],
    ['soon', 'ISO', undefined],
  ];
  for (const [text, format, expected] of cases) assert.equal(parseTime(text, format, 'UTC')?.toISOString(), expected);
});

test('the form of times is the one that most of the values have', () => {
  assert.equal(guessTimeFormat(['2026-03-14', '', '2026-03-15 10:00']), 'ISO');
  assert.equal(guessTimeFormat(['01/02/2026', '14/03/2026']), 'DAY_FIRST');
  assert.equal(guessTimeFormat(['01/02/2026', '03/14/2026']), 'MONTH_FIRST');
  assert.equal(guessTimeFormat(['1773480000']), 'EPOCH_S');
  assert.equal(guessTimeFormat(['1773480000000']), 'EPOCH_MS');
  assert.equal(guessTimeFormat([]), 'ISO');
});

test('values are checked by the rules of the gateway', () => {
  assert.deepEqual(read('email', 'not an address').rules, ['EMAIL']);
  assert.deepEqual(read('phone', 'call me').rules, ['PHONE']);
  assert.deepEqual(read('phone', '٠٥٠١٢٣٤٥٦٧').rules, []);
  assert.deepEqual(read('companySize', '11-50').rules, ['EMPLOYEES']);
  assert.deepEqual(read('companySize', '10000001').rules, ['EMPLOYEES']);
  assert.equal(read('companySize', '1,250').value, 1_250);
  assert.equal(read('companySize', '٤٢').value, 42);
  assert.deepEqual(read('createdAt', '2026-12-01').rules, ['FUTURE']);
  assert.deepEqual(read('createdAt', 'yesterday').rules, ['TIME']);
  assert.deepEqual(read('name', 'x'.repeat(201)).rules, ['LENGTH']);
  assert.deepEqual(read('businessActivity', 'x'.repeat(500)).rules, []);
  assert.deepEqual(read('name', 'a\0b').rules, ['CHARACTERS']);
  assert.deepEqual(read('id', 'x'.repeat(201)).rules, ['ID_LENGTH']);
  assert.deepEqual(read('id', ' ').rules, ['ID_MISSING']);
});

test('words are spelt as codes where that is wanted, and Arabic emirates have theirs', () => {
  assert.equal(read('source', ' Google  Ads ').value, 'GOOGLE_ADS');
  assert.equal(read('source', 'Google Ads', { usesCodes: false }).value, 'Google Ads');
  assert.equal(read('emirate', 'رأس الخيمة').value, 'RAS_AL_KHAIMAH');
  assert.equal(read('industry', 'تجارة').value, 'تجارة');
});

test('a row without a value of a lead is rejected, and one with wrong quotation marks is not read', () => {
  assert.deepEqual(readLead({ row: 2, cells: ['c-1', ''] }, settings(), NOW).faults, [{ rule: 'EMPTY', found: '' }]);
  const broken = readLead({ row: 3, cells: ['"c-1,Palm'], fault: 'MARKS' }, settings(), NOW);
  assert.deepEqual(broken.faults, [{ rule: 'MARKS', found: '"c-1,Palm' }]);
});

test('of rows with one id the first valid one counts', async () => {
  const file = new File(['id,company\nc-1,\nc-1,First\nc-1,Second\nc-2,Other'], 'leads.csv');
  const rules: string[][] = [];
  for await (const { rows } of readLeads({ file, dialect: { encoding: 'utf-8', delimiter: ',' } }, settings(), NOW))
    rules.push(...rows.map(({ faults }) => faults.map(({ rule }) => rule)));
  assert.deepEqual(rules, [['EMPTY'], [], ['ID_TWICE'], []]);
});

test('the key of a row depends on its content, not on the order of its fields', () => {
  assert.equal(rowKey({ id: 'c-1', company: 'Palm' }), rowKey({ company: 'Palm', id: 'c-1' }));
  assert.notEqual(rowKey({ id: 'c-1', company: 'Palm' }), rowKey({ id: 'c-1', company: 'Palms' }));
  assert.ok(rowKey({ name: 'x'.repeat(5_000) }).length <= 200);
  const keys = new Set(Array.from({ length: 20_000 }, (_, index) => rowKey({ id: `c-${index}` })));
  assert.equal(keys.size, 20_000);
});
