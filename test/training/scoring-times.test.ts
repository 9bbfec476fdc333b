import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateLeads } from '../../subgraphs/leads/demo/generate-leads.ts';
import type { OutcomeRow } from '../../subgraphs/leads/outcomes/outcome.ts';
import { drawExample, type Example, LABEL_HORIZON_DAYS } from '../../training/scoring-times.ts';

const DAY_MS = 86_400_000;
const END_AT = Date.UTC(2026, 0, 1);
const batches = [...generateLeads({ seed: 11, endAt: END_AT, leads: 3_000 })];
const leads = batches.flatMap((batch) => batch.leads);
const outcomes = new Map(batches.flatMap((batch) => batch.outcomes).map((row) => [row.lead_id, row]));
const lead = leads[0] ?? assert.fail('no lead');

describe('drawExample', () => {
  it('scores between creation and ten months later, before the decision, with the horizon before the end', () => {
    const drawn = leads.flatMap((row, rank) => drawExample(1, rank, row, outcomes.get(row.id), END_AT) ?? []);
    assert.ok(drawn.length > 1_000);
    for (const { lead_id, as_of } of drawn) {
      const created = leads.find((row) => row.id === lead_id)?.created_at ?? assert.fail(lead_id);
      assert.ok(as_of >= created && as_of < created + 300 * DAY_MS);
      assert.ok(as_of + LABEL_HORIZON_DAYS * DAY_MS <= END_AT);
      assert.ok(as_of < (outcomes.get(lead_id)?.occurred_at ?? Number.POSITIVE_INFINITY));
    }
  });

  it('labels a conversion within the horizon only', () => {
    const asOf = example(undefined)?.as_of ?? assert.fail('no example');
    const decided = (result: OutcomeRow['result'], days: number) =>
      example(outcome(result, asOf + days * DAY_MS))?.label;
    assert.equal(decided('CONVERTED', 90), 1);
    assert.equal(decided('CONVERTED', 90.1), 0);
    assert.equal(decided('LOST', 1), 0);
    assert.equal(example(undefined)?.label, 0);
  });

  it('leaves out a lead that was decided by the scoring time', () => {
    const asOf = example(undefined)?.as_of ?? assert.fail('no example');
    assert.equal(example(outcome('CONVERTED', asOf)), undefined);
  });
});

function example(decided: OutcomeRow | undefined): Example | undefined {
  return drawExample(1, 0, lead, decided, END_AT);
}

function outcome(result: OutcomeRow['result'], occurredAt: number): OutcomeRow {
  return {
    lead_id: lead.id,
    result,
    occurred_at: occurredAt,
    recorded_at: occurredAt,
    revenue: null,
    reason: null,
  };
}
