import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { FEATURES } from '../../lake/features/features.ts';
import { computeFeatures, toCsv } from '../../training/export.ts';
import { type KnownExample, loadPopulation } from '../../training/population.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const POPULATION = { seed: 5, endAt: Date.UTC(2026, 6, 1), leads: 400, days: 730 };

onEachDatabase((kind, open) => {
  describe(`the training export on ${kind}`, () => {
    let opened: TestDatabase;
    let examples: readonly KnownExample[];
    let features: Awaited<ReturnType<typeof computeFeatures>>;
    const progress: number[] = [];

    before(async () => {
      opened = await open('leads');
      examples = await loadPopulation(opened.database, POPULATION, (leads) => progress.push(leads));
      features = await computeFeatures(opened.database);
    });
    after(() => opened.close());

    it('computes one vector for each example', () => {
      assert.ok(examples.length > 150);
      assert.deepEqual(
        features.map((row) => row.lead_id).sort(),
        examples.map((example) => example.lead_id),
      );
    });

    it('counts only what was recorded by the scoring time', async () => {
      const { rows } = await sql<{ lead_id: string; known: number }>`
        SELECT e.lead_id, count(i.id) FILTER (
          WHERE i.kind = 'WEBSITE_VISIT' AND i.occurred_at <= e.as_of AND i.recorded_at <= e.as_of) AS known
        FROM training.example e LEFT JOIN leads.interaction i ON i.lead_id = e.lead_id GROUP BY e.lead_id
      `.execute(opened.database.tables());
      const known = new Map(rows.map((row) => [row.lead_id, Number(row.known)]));
      for (const row of features) assert.equal(row.website_visits, known.get(row.lead_id));
    });

    it('reports progress up to the last lead', () => {
      assert.deepEqual(progress, [250, 400]);
    });

    it('writes a line for each example, an empty cell for a missing value', () => {
      const [header, ...lines] = toCsv(examples, features).trimEnd().split('\n');
      assert.equal(header, `lead_id,as_of,${FEATURES.map(({ name }) => name).join(',')},label,truth`);
      assert.equal(lines.length, examples.length);
      assert.ok(lines.every((line) => line.split(',').length === FEATURES.length + 4));
      const nulls = features.flatMap((row) => FEATURES.filter(({ name }) => row[name] === null)).length;
      assert.equal(
        lines
          .join(',')
          .split(',')
          .filter((cell) => cell === '').length,
        nulls,
      );
    });
  });
});

describe('toCsv', () => {
  it('refuses an example without features', () => {
    const example: KnownExample = { lead_id: 'lead-1', as_of: 7, label: 0, truth: 0.1 };
    assert.throws(() => toCsv([example], []), /lead lead-1 has no feature row as of 7/);
  });
});
