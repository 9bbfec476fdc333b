import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EXPORT_ROUTES } from '../../../gateway/rest/export-contracts.ts';
import { parseQuery } from '../../../gateway/rest/export-query.ts';
import { COLUMNS, DEFAULT_COLUMNS, toggleColumn } from '../../../web/src/queue/view/columns.ts';
import { exportAddress } from '../../../web/src/queue/view/export-address.ts';
import { isSearchable, toFilter } from '../../../web/src/queue/view/lead-filter.ts';
import {
  ALL_LEADS,
  formatView,
  GRADES,
  isSameList,
  LISTS,
  ORDERS,
  parseView,
  STAGES,
  TRENDS,
  toggleValue,
  type View,
} from '../../../web/src/queue/view/view.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');

const known: Readonly<Record<string, readonly string[]>> = { stage: STAGES, grade: GRADES, trend: TRENDS };
const percent = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
const days = fc.option(fc.integer({ min: 1, max: 3_650 }), { nil: undefined });
const flag = fc.option(fc.boolean(), { nil: undefined });
const views: fc.Arbitrary<View> = fc.record(
  {
    search: fc.string({ maxLength: 200 }),
    lists: fc.record(
      Object.fromEntries(
        LISTS.map((name) => {
          const value = known[name] ? fc.constantFrom(...known[name]) : fc.string({ minLength: 1, unit: 'grapheme' });
          return [name, fc.uniqueArray(value, { maxLength: 5 })];
        }),
      ),
      { noNullPrototype: true },
    ) as unknown as fc.Arbitrary<View['lists']>,
    minimum: percent,
    maximum: percent,
    contact: fc.oneof(fc.constant('never' as const), days),
    created: days,
    override: flag,
    unscored: flag,
    closed: fc.boolean(),
    order: fc.constantFrom(...ORDERS),
    columns: fc
      .subarray([...COLUMNS])
      .map((columns) => COLUMNS.filter((column) => column === 'lead' || columns.includes(column)))
      .map((columns) => (columns.length > 1 ? columns : DEFAULT_COLUMNS)),
  },
  { noNullPrototype: true },
);

test('A view survives its way through the address', () => {
  fc.assert(fc.property(views, (view) => assert.deepEqual(parseView(formatView(view)), view)));
});

test('The view of any query string has an address of its own that gives the same view', () => {
  fc.assert(
    fc.property(fc.string(), (query) => {
      const view = parseView(query);
      assert.deepEqual(parseView(formatView(view)), view);
    }),
  );
});

test('The view without conditions has an empty query string', () => {
  assert.equal(formatView(ALL_LEADS), '');
  assert.deepEqual(parseView(''), ALL_LEADS);
});

test('Unknown grades, orders, columns and numbers out of range are left out of a view', () => {
  const query = '?grade=A&grade=Z&order=BEST&columns=points,shoe&contact=-3&created=99999&probability=20-300&closed=1';
  const view = parseView(query);
  assert.deepEqual(view.lists.grade, ['A']);
  assert.equal(view.order, 'SCORE_DESC');
  assert.deepEqual(view.columns, ['points', 'lead']);
  assert.deepEqual([view.contact, view.created, view.closed], [undefined, undefined, false]);
  assert.deepEqual([view.minimum, view.maximum], [20, undefined]);
});

test('Views that differ in their columns only list the same leads', () => {
  const narrow: View = { ...ALL_LEADS, columns: ['lead', 'stage'] };
  assert.ok(isSameList(ALL_LEADS, narrow));
  assert.ok(!isSameList(ALL_LEADS, { ...narrow, order: 'COMPANY_ASC' }));
});

test('Toggling a value twice leaves the view as it was', () => {
  const once = toggleValue(ALL_LEADS, 'country', 'AE');
  assert.deepEqual(once.lists.country, ['AE']);
  assert.deepEqual(toggleValue(once, 'country', 'AE'), ALL_LEADS);
});

test('A column that is shown again stands in its own place', () => {
  const without = toggleColumn(DEFAULT_COLUMNS, 'stage');
  assert.ok(!without.includes('stage'));
  assert.deepEqual(toggleColumn(without, 'stage'), DEFAULT_COLUMNS);
});

test('The filter of a view has the conditions that are set, and days as times', () => {
  const view = parseView(
    '?q=+falcon+&owner=%40me&owner=ben&owner=%40none&contact=7&created=30&probability=20-&override=no',
  );
  assert.deepEqual(toFilter(view, 'ann', NOW), {
    search: 'falcon',
    owners: ['ann', 'ben'],
    withoutOwner: true,
    minimumProbability: 0.2,
    hasOverride: false,
    createdFrom: '2026-10-31T12:00:00.000Z',
    withoutInteraction: true,
    lastInteractionBefore: '2026-11-23T12:00:00.000Z',
  });
});

test('The filter of leads that were never contacted has no time', () => {
  assert.deepEqual(toFilter(parseView('?contact=never'), 'ann', NOW), { withoutInteraction: true });
});

test('The filter for the reader who is an owner beside others names them once', () => {
  assert.deepEqual(toFilter(parseView('?owner=%40me&owner=ann'), 'ann', NOW), { owners: ['ann'] });
});

test('The address of an export has the filter in the spelling of REST', () => {
  const filter = toFilter(parseView('?stage=NEW&stage=PROPOSAL&probability=20-60&contact=7&unscored=no'), 'ann', NOW);
  const address = new URL(exportAddress(filter, 'jsonl'), 'http://gateway');
  assert.equal(address.pathname, '/exports/leads');
  assert.deepEqual(Object.fromEntries(address.searchParams), {
    format: 'jsonl',
    stages: 'NEW,PROPOSAL',
    minimum_probability: '0.2',
    maximum_probability: '0.6',
    without_interaction: 'true',
    last_interaction_before: '2026-11-23T12:00:00.000Z',
    unscored: 'false',
  });
});

test('The filter of any view reaches the export whole, whatever its values hold', () => {
  const { parameters } = EXPORT_ROUTES.find(({ name }) => name === 'leads') ?? assert.fail('found no export of leads');
  fc.assert(
    fc.property(views, (view) => {
      const filter = toFilter(view, 'ann', NOW);
      const sent = new URL(exportAddress(filter, 'csv'), 'http://gateway').searchParams;
      sent.delete('format');
      const query = Object.fromEntries(
        [...new Set(sent.keys())].map((name) => {
          const [first = '', ...others] = sent.getAll(name);
          return [name, others.length > 0 ? [first, ...others] : first];
        }),
      );
      const arrived = Object.entries(parseQuery(parameters, query)).map(([name, value]) => [
        name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        Array.isArray(value) ? [...new Set(value)] : /_(from|before)$/.test(name) ? timeOf(value) : value,
      ]);
      assert.deepEqual(Object.fromEntries(arrived), filter);
    }),
    { examples: [[parseView('?owner=ann%2C+ben&q=a%2Cb')], [parseView('?source=%2C&industry=a%3Bb%26%252C%2B%22')]] },
  );
});

function timeOf(value: unknown): string {
  return new Date(value as number).toISOString();
}

test('A search without a letter or digit, which the graph would refuse, is no condition', () => {
  for (const search of ['', '  ', '---', '@', '\u0301']) {
    assert.ok(!isSearchable(search), search);
    assert.deepEqual(toFilter({ ...ALL_LEADS, search }, 'ann', NOW), {});
  }
  for (const search of ['7', '- é', 'ش', '@x'])
    assert.equal(toFilter({ ...ALL_LEADS, search }, 'ann', NOW).search, search.trim());
});
