import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { projectFile } from '../../../../platform/process/program.ts';
import { logit } from '../../../../scoring/log-odds.ts';
import { modelManifest } from '../../../../scoring/model-manifest.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codesOf, DAY, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const CONTRIBUTION = 'contribution direction standardError sentence value feature { name } observed { leads }';
const EXPLANATION = `method isExact inexactBecause baseValue margin background { source rows } contributions { ${CONTRIBUTION} }`;
const CHANGE = `change { from { id } difference probabilityDifference
  parts { kind contribution sentence feature { name number } before { number } } }`;
const SCORE = `mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { id probability
  explanation { ${EXPLANATION} } reasons(top: 2) { contribution sentence feature { name } } ${CHANGE} } } }`;
const WHAT_IF = `query ($lead: ID!, $features: FeatureInput!, $version: Int) {
  whatIf(leadId: $lead, features: $features, version: $version) { modelVersion { version } difference probabilityDifference
    score { probability points grade features { name number } explanation { margin } } current { probability explanation { margin } }
    parts { kind contribution feature { name } } } }`;

// biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
const sum = (parts: readonly any[]): number => parts.reduce((total, { contribution }) => total + contribution, 0);

onEachDatabase((kind, open) => {
  describe(`explanations of scores on ${kind}`, () => {
    let world: ScoresWorld;
    let now = NOW;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0, clock: () => now });
      await promote(1);
      await world.addLead('lead', [
        { kind: 'WEBSITE_VISIT', quantity: 4, durationSeconds: 90 },
        { kind: 'MEETING', occurredAt: NOW - 6.5 * DAY, durationSeconds: 1_800 },
      ]);
    });
    after(() => world.close());

    const promote = async (version: number): Promise<void> => {
      const file = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-${version}.${extension}`);
      const manifest = modelManifest.parse(JSON.parse(await readFile(file('json'), 'utf8')));
      await world.registry.describe(version, manifest.referenceWindow.features);
      await world.registry.promote({ ...manifest, version, bytes: await readFile(file('onnx')) });
      await world.scores.modelsChanged();
    };
    const ask = async (source: string, variables: object): Promise<any> => {
      const result = await world.ask(source, variables as Record<string, unknown>);
      assert.deepEqual(result.errors, undefined);
      return result.data;
    };
    const score = async () => (await ask(SCORE, { lead: 'lead' })).scoreLead.score;

    it('an explanation adds up to the log-odds of the probability, and reasons are its first contributions', async () => {
      const { probability, explanation, reasons, change } = await score();
      assert.deepEqual([explanation.method, explanation.isExact, explanation.inexactBecause], ['LINEAR', true, null]);
      assert.deepEqual(explanation.background, { source: 'REFERENCE_WINDOW', rows: 2_000 });
      assert.equal(explanation.contributions.length, 17);
      assert.ok(Math.abs(explanation.baseValue + sum(explanation.contributions) - explanation.margin) < 1e-12);
      assert.ok(Math.abs(explanation.margin - logit(probability)) < 1e-5);
      const first = explanation.contributions.slice(0, 2).map(({ contribution, sentence, feature }: any) => {
        return { contribution, sentence, feature };
      });
      assert.deepEqual(reasons, first);
      assert.equal(change, null);
    });

    it('a missing value has a part in a score, with a sentence', async () => {
      const { explanation } = await score();
      const form = explanation.contributions.find(({ feature }: any) => feature.name === 'form_completion_time');
      assert.equal(form.value, 'the lack of submitted forms');
      const country = explanation.contributions.find(({ feature }: any) => feature.name === 'country');
      assert.match(country.sentence, /^an unknown country (raises|lowers) the score$/);
    });

    it('a change tells features from age, and adds up', async () => {
      const before = await score();
      now += DAY;
      await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity)
        VALUES ('call', 'lead', 'CALL', ${now}, ${now}, 600, 1)`.execute(world.db);
      const called = await score();
      assertAddsUp(called, before);
      assert.deepEqual(kindsOf(called.change), {
        lead_age: 'AGE',
        interactions_7d: undefined,
        days_since_interaction: 'FEATURE',
        calls_connected: 'FEATURE',
        call_time: 'FEATURE',
      });
      now += DAY;
      const aged = await score();
      assertAddsUp(aged, called);
      assert.deepEqual(new Set(aged.change.parts.map((part: any) => part.kind)), new Set(['AGE', 'ROUNDING']));
      const idle = aged.change.parts.find(({ feature }: any) => feature?.name === 'days_since_interaction');
      assert.deepEqual([idle.before.number, idle.feature.number], [0, 1]);
    });

    it('a change by another version has its part, and that of the calibration', async () => {
      const before = await score();
      await promote(2);
      const after = await score();
      assert.equal(after.explanation.method, 'TREES');
      assertAddsUp(after, before);
      const kinds = after.change.parts.map((part: any) => part.kind);
      assert.ok(kinds.includes('MODEL_VERSION') && kinds.includes('CALIBRATION'), kinds.join());
      assert.match(after.change.parts[0].sentence, /^(version 2|the calibration of version 2)/);
    });

    it('an old score is explained by the version that computed it', async () => {
      const { nodes } = (
        await ask(
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Lead { scoreHistory(first: 20) {
            nodes { version probability explanation { method margin } ${CHANGE} } } } } }`,
          { r: [{ __typename: 'Lead', id: 'lead' }] },
        )
      )._entities[0].scoreHistory;
      assert.ok(nodes.length > 4);
      for (const { version, probability, explanation } of nodes) {
        assert.equal(explanation.method, version === 1 ? 'LINEAR' : 'TREES');
        assert.ok(Math.abs(explanation.margin - logit(probability)) < 1e-5);
      }
    });

    it('whatIf scores other values beside the current ones, and records nothing', async () => {
      const tables = ['scores.prediction', 'outbox.message', 'scores.failure'];
      const counts = () => Promise.all(tables.map((table) => world.count(table)));
      const earlier = await counts();
      const { probability } = await score();
      const recorded = await counts();
      const { whatIf } = await ask(WHAT_IF, { lead: 'lead', features: { meetings: 5, companySize: null } });
      assert.deepEqual(await counts(), recorded);
      assert.notDeepEqual(recorded, earlier);
      assert.equal(whatIf.current.probability, probability);
      assert.equal(whatIf.score.features.find(({ name }: any) => name === 'meetings').number, 5);
      assert.ok(Math.abs(whatIf.difference - (logit(whatIf.score.probability) - logit(probability))) < 1e-12);
      assert.ok(Math.abs(sum(whatIf.parts) - whatIf.difference) < 1e-9);
      assert.ok(whatIf.parts.some(({ kind, feature }: any) => kind === 'FEATURE' && feature.name === 'meetings'));
      assert.ok(Math.abs(whatIf.score.explanation.margin - logit(whatIf.score.probability)) < 1e-5);
    });

    it('whatIf refuses an unknown lead, version and value', async () => {
      const refused = async (variables: object) => codesOf(await world.ask(WHAT_IF, { features: {}, ...variables }));
      assert.deepEqual(await refused({ lead: 'nobody' }), ['LEAD_NOT_FOUND']);
      assert.deepEqual(await refused({ lead: 'lead', version: 77 }), ['MODEL_VERSION_NOT_FOUND']);
      assert.deepEqual(await refused({ lead: 'lead', features: { meetings: -1 } }), ['VALIDATION_FAILED']);
    });

    function assertAddsUp({ probability, change }: any, from: any): void {
      assert.equal(change.from.id, from.id);
      assert.ok(Math.abs(change.difference - (logit(probability) - logit(from.probability))) < 1e-12);
      assert.ok(Math.abs(change.probabilityDifference - (probability - from.probability)) < 1e-12);
      assert.ok(Math.abs(sum(change.parts) - change.difference) < 1e-9);
    }

    function kindsOf({ parts }: any): object {
      const kinds = new Map(parts.map(({ feature, kind: of }: any) => [feature?.name, of]));
      const names = ['lead_age', 'interactions_7d', 'days_since_interaction', 'calls_connected', 'call_time'];
      return Object.fromEntries(names.map((name) => [name, kinds.get(name)]));
    }
  });
});
// biome-ignore-end lint/suspicious/noExplicitAny: see above
