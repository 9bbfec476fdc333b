import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { type DemoBatch, type DemoOptions, generateLeads } from '../../../../subgraphs/leads/demo/generate-leads.ts';
import type { InteractionRow } from '../../../../subgraphs/leads/interactions/interaction.ts';
import type { LeadRow } from '../../../../subgraphs/leads/leads/lead.ts';

const DAY_MS = 86_400_000;
const END_AT = Date.UTC(2026, 9, 1);
const demo = collect({ seed: 1, endAt: END_AT });
const leadById = new Map(demo.leads.map((lead) => [lead.id, lead]));
const outcomeById = new Map(demo.outcomes.map((outcome) => [outcome.lead_id, outcome]));
const leadOf = (row: { readonly lead_id: string }) => leadById.get(row.lead_id) ?? assert.fail(row.lead_id);

describe('generateLeads', () => {
  it('generateLeads gives the same rows for the same seed and end, whatever the batch size', () => {
    assert.equal(digest(collect({ seed: 1, endAt: END_AT, batchSize: 777 })), digest(demo));
    assert.notEqual(digest(collect({ seed: 2, endAt: END_AT })), digest(demo));
  });

  it('generateLeads makes 5,000 leads with about 60,000 interactions in less than a second of processor time', () => {
    const before = process.cpuUsage();
    const { leads, interactions } = collect({ seed: 3, endAt: END_AT });
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_000_000, `${(user + system) / 1_000} ms`);
    assert.equal(leads.length, 5_000);
    between(interactions.length, 54_000, 66_000);
  });

  it('generateLeads yields batches of the size asked for', () => {
    const sizes = [...generateLeads({ seed: 1, endAt: END_AT, leads: 600 })].map((batch) => batch.leads.length);
    assert.deepEqual(sizes, [250, 250, 100]);
  });

  it('generateLeads keeps every time in order: creation, occurrence, recording, end', () => {
    for (const lead of demo.leads) {
      assert.ok(lead.created_at >= END_AT - 365 * DAY_MS && lead.created_at < END_AT, lead.id);
    }
    for (const row of [...demo.interactions, ...demo.outcomes]) {
      assert.ok(row.occurred_at >= leadOf(row).created_at, JSON.stringify(row));
      assert.ok(row.recorded_at >= row.occurred_at && row.recorded_at < END_AT, JSON.stringify(row));
    }
  });

  it('generateLeads lets nothing happen after a decision, so that no feature can know it', () => {
    for (const row of demo.interactions) {
      const outcome = outcomeById.get(row.lead_id);
      assert.ok(!outcome || row.occurred_at < outcome.occurred_at, JSON.stringify(row));
    }
  });

  it('generateLeads gives each row an id of its own, and names only leads that exist', () => {
    assert.equal(leadById.size, demo.leads.length);
    assert.equal(outcomeById.size, demo.outcomes.length);
    assert.equal(new Set(demo.interactions.map((row) => row.id)).size, demo.interactions.length);
  });

  it('generateLeads invents contacts at domains that are reserved for examples', () => {
    const emails = demo.leads.flatMap(({ email }) => email ?? []);
    assert.ok(emails.every((email) => /^[a-z.\d]+@example\.(com|net|org)$/.test(email)));
    assert.equal(new Set(emails).size, emails.length);
    assert.ok(demo.leads.every(({ phone }) => phone === null || /^\+\d{10,14}$/.test(phone)));
  });
});

describe('the demo leads', () => {
  it('the demo leads convert at 8 to 15 %, as the ground truth expects', () => {
    const converted = (leads: readonly LeadRow[]) => share(leads, ({ stage }) => stage === 'WON');
    between(converted(demo.leads), 0.08, 0.15);
    const mature = demo.leads.filter((lead) => lead.created_at < END_AT - 180 * DAY_MS);
    between(converted(mature), 0.08, 0.15);
    const expected = demo.truth.reduce((sum, probability) => sum + probability, 0) / demo.truth.length;
    between(expected, 0.08, 0.15);
  });

  it('the demo leads are open while they are young, and mostly decided when they are old', () => {
    const open = (from: number, until: number) =>
      share(
        demo.leads.filter((lead) => isBetween(END_AT - lead.created_at, from * DAY_MS, until * DAY_MS)),
        ({ id }) => !outcomeById.has(id),
      );
    assert.ok(open(0, 14) > 0.9);
    between(open(180, 365), 0.15, 0.4);
  });

  it('the demo leads show intent in what they do: the later buyers were more active in their first two weeks', () => {
    const early = demo.interactions.filter((row) => row.occurred_at < leadOf(row).created_at + 14 * DAY_MS);
    const mean = (kind: InteractionRow['kind'], stage: LeadRow['stage']) =>
      early.filter((row) => row.kind === kind && leadOf(row).stage === stage).length /
      demo.leads.filter((lead) => lead.stage === stage).length;
    for (const kind of ['EMAIL_CLICKED', 'MEETING', 'WHATSAPP'] as const) {
      assert.ok(mean(kind, 'WON') > 1.5 * mean(kind, 'LOST'), kind);
    }
  });

  it('the demo leads miss values, the size of the company more often than the country', () => {
    const missing = (column: keyof LeadRow) => share(demo.leads, (lead) => lead[column] === null);
    between(missing('company_size'), 0.15, 0.35);
    between(missing('licence_type'), 0.1, 0.25);
    between(missing('industry'), 0.05, 0.1);
    between(missing('country'), 0.02, 0.04);
    between(missing('source'), 0.02, 0.05);
  });

  it('the demo leads have long tails in company sizes and in pages of a visit', () => {
    const sizes = demo.leads.flatMap((lead) => lead.company_size ?? []).sort((a, b) => a - b);
    between(quantile(sizes, 0.5), 3, 10);
    assert.ok(quantile(sizes, 0.99) > 100);
    const pages = demo.interactions.flatMap((row) => row.quantity ?? []).sort((a, b) => a - b);
    between(quantile(pages, 0.5), 2, 4);
    assert.ok(quantile(pages, 0.99) > 15);
  });

  it('the demo leads are met and quoted only after a conversation', () => {
    const spokeAt = new Map<string, number>();
    for (const row of [...demo.interactions].sort((a, b) => a.occurred_at - b.occurred_at)) {
      if (row.kind === 'CALL' && row.duration_seconds && !spokeAt.has(row.lead_id)) {
        spokeAt.set(row.lead_id, row.occurred_at);
      }
      if (row.kind === 'MEETING' || row.kind === 'QUOTE_SENT') assert.ok(spokeAt.has(row.lead_id), row.id);
    }
  });

  it('the demo leads measure only what can be measured: pages of visits, seconds of visits, forms, calls and meetings', () => {
    for (const { kind, quantity, duration_seconds: seconds } of demo.interactions) {
      assert.equal(quantity !== null, kind === 'WEBSITE_VISIT');
      if (kind === 'FORM_SUBMITTED' || kind === 'CALL' || kind === 'MEETING') assert.ok(seconds !== null, kind);
      if (kind.startsWith('EMAIL') || kind === 'QUOTE_SENT') assert.equal(seconds, null);
      assert.ok(seconds === null || (Number.isInteger(seconds) && seconds >= 0));
    }
  });
});

function collect(options: DemoOptions): DemoBatch {
  const batches = [...generateLeads(options)];
  return {
    leads: batches.flatMap((batch) => batch.leads),
    interactions: batches.flatMap((batch) => batch.interactions),
    outcomes: batches.flatMap((batch) => batch.outcomes),
    truth: batches.flatMap((batch) => batch.truth),
  };
}

function digest(batch: DemoBatch): string {
  return createHash('sha256').update(JSON.stringify(batch)).digest('hex');
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function quantile(sorted: readonly number[], level: number): number {
  return sorted[Math.floor(level * sorted.length)] ?? assert.fail('no values');
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value < high;
}

function between(value: number, low: number, high: number): void {
  assert.ok(isBetween(value, low, high), `found ${value}, expected ${low} to ${high}`);
}
