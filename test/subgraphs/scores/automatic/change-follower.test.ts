import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DomainError } from '../../../../platform/errors.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { changesOf, openChanges, recordChanges } from '../../../../subgraphs/leads/changes/change-store.ts';
import { ChangeFollower } from '../../../../subgraphs/scores/automatic/change-follower.ts';
import { type LeadChanges, openLeadChanges } from '../../../../subgraphs/scores/automatic/store/lead-changes.ts';
import type { Prediction } from '../../../../subgraphs/scores/record/prediction.ts';
import type { ScoreRequest } from '../../../../subgraphs/scores/scoring/score-request.ts';
import { seededRandom } from '../../../support/data/random.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { isThorough } from '../../../support/runner/thorough.ts';
import { NOW } from '../../../support/scores/scores-world.ts';

const LEADS = Array.from({ length: 50 }, (_, index) => `lead-${index}`);
const DELAY_MS = 100;
const TRIALS = isThorough() ? 100 : 15;
const STEPS = 20;

onEachDatabase((kind, open) => {
  describe(`a follower of changes on ${kind}`, () => {
    let site: TestDatabase;
    let changes: LeadChanges;
    let uptime = 0;
    /** number of changes of each lead, and how many of them its last score saw */
    const changed = new Map<string, number>();
    const scored = new Map<string, number>();
    let fails = false;
    const scorer = {
      score: async ({ leadId = '' }: ScoreRequest): Promise<Prediction> => {
        if (fails) throw new DomainError('MODEL_WITHDRAWN', 'withdrawn');
        scored.set(leadId, changed.get(leadId) ?? 0);
        return { id: leadId } as Prediction;
      },
    };
    const db = () => site.database.tables<never>();
    const follower = () =>
      new ChangeFollower({
        db: db(),
        scorer,
        log: createLogger('silent'),
        model: 'model',
        changes,
        lane: 'LIVE',
        delayMs: DELAY_MS,
        clock: () => NOW,
        isBusy: () => false,
        uptime: () => uptime,
      });
    const change = async (lead: string): Promise<void> => {
      changed.set(lead, (changed.get(lead) ?? 0) + 1);
      await recordChanges(db(), changesOf('UPDATED', [lead]), NOW);
    };
    const missed = () => LEADS.filter((lead) => (scored.get(lead) ?? 0) !== (changed.get(lead) ?? 0));
    const finish = async (following: ChangeFollower): Promise<void> => {
      for (let turn = 0; turn < 6; turn += 1) {
        uptime += DELAY_MS;
        await following.turn();
      }
    };

    before(async () => {
      site = await open('leads', 'scores');
      changes = await openLeadChanges(db());
      for (const id of LEADS)
        await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage) VALUES (${id}, 0, 0, 'NEW')`.execute(db());
    });
    after(() => site.close());

    it('forgets no change, whenever it is cut off and replaced, and whenever scoring fails', async () => {
      const { uniform: random } = seededRandom(14);
      let unscored = 0;
      for (let trial = 0; trial < TRIALS; trial += 1) {
        const following = follower();
        for (let step = 0; step < STEPS; step += 1) {
          const drawn = random();
          fails = random() < 0.1;
          uptime += DELAY_MS * random();
          if (drawn < 0.5) await change(LEADS[Math.floor(LEADS.length * random() ** 2)] as string);
          else if (drawn < 0.8) await following.turn().catch(assertWithdrawn);
          else await following.save();
        }
        // it was killed
        unscored += missed().length;
        fails = false;
        await finish(follower());
        assert.deepEqual(missed(), []);
      }
      assert.ok(unscored >= TRIALS, `found ${unscored} leads without a score in ${TRIALS} trials`);
    });

    it('leaves a lead out that was asked for after its changes were seen, and keeps one that changed since', async () => {
      const following = follower();
      await finish(following);
      await change('lead-1');
      await following.turn();
      following.answered('lead-1', uptime);
      await change('lead-2');
      const askedAt = uptime;
      uptime += 1;
      await following.turn();
      following.answered('lead-2', askedAt);
      await finish(following);
      assert.deepEqual(missed(), ['lead-1']);
    });

    it('goes on at the oldest change that is kept when those after its position were pruned', async () => {
      const log = await openChanges(db());
      const before = follower();
      await finish(before);
      await before.save();
      await change('lead-3');
      await log.forget();
      await change('lead-4');
      scored.clear();
      await finish(follower());
      assert.deepEqual([...scored.keys()], ['lead-4']);
    });
  });
});

function assertWithdrawn(error: DomainError): void {
  assert.equal(error.code, 'MODEL_WITHDRAWN');
}
