import { sql } from 'kysely';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import {
  type DeliveredReason,
  REASON_ANSWERS,
  REASON_QUESTIONS,
  type ReasonAnswer,
  type ReasonQuestion,
} from '../../../scoring/delivery-reasons.ts';
import { contributionSentence, type FeatureContribution, reasonsOf } from '../explain/contribution.ts';
import type { ConversionFacts } from '../explain/conversion-facts.ts';
import type { Explanations } from '../explain/explanations.ts';
import type { Prediction } from '../record/prediction.ts';
import { PREDICTION } from '../record/prediction-columns.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

/** Collaborators of {@link DeliveryExplainer}. */
export interface DeliveryExplainerDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly explanations: Pick<Explanations, 'explain'>;
  readonly facts: Pick<ConversionFacts, 'find'>;
}

const TOP = 3;
const BATCH = 50;
// more could not be answered within the time that deliveries wait
const MOST_QUEUED = 5_000;

/**
 * Answers which reasons the scores of deliveries to the CRM have, in batches. Questions are taken from the outbox at once and
 * explained afterwards, outside of its transaction: those that a process loses go without an answer, and their deliveries
 * without reasons.
 */
export class DeliveryExplainer {
  readonly #deps: DeliveryExplainerDeps;
  readonly #queue: ReasonQuestion[] = [];
  readonly #consumer: { close(): Promise<void> };
  readonly #loop: PollingLoop;

  constructor(deps: DeliveryExplainerDeps) {
    this.#deps = deps;
    this.#loop = new PollingLoop({
      everyMs: SECOND_MS,
      turn: () => this.#answer(),
      log: deps.log,
      failure: 'reasons of scores for the CRM cannot be computed; deliveries go without them',
    });
    this.#consumer = deps.outbox.consume(REASON_QUESTIONS, async (_, payloads) => () => {
      const asked = payloads.flat() as readonly ReasonQuestion[];
      this.#queue.push(...asked.slice(0, MOST_QUEUED - this.#queue.length));
      this.#loop.wake();
    });
  }

  /** Ends after the batch under way. */
  async close(): Promise<void> {
    await this.#consumer.close();
    await this.#loop.close();
  }

  async #answer(): Promise<number> {
    const { db, outbox } = this.#deps;
    // the newest of a lead is the only one that is still waiting
    const questions = this.#queue.splice(0, BATCH);
    if (questions.length === 0) return SECOND_MS;
    const predictions = await findPredictions(db, questions);
    const answers = await Promise.all(
      questions.map(async ({ deliveryId, sequence }): Promise<ReasonAnswer> => {
        const prediction = predictions.get(sequence);
        return { deliveryId, reasons: prediction ? await this.#reasons(prediction) : null };
      }),
    );
    await outbox.publish(db, REASON_ANSWERS, [answers]);
    outbox.wake(REASON_ANSWERS);
    return this.#queue.length > 0 ? 0 : SECOND_MS;
  }

  /** @returns null where the score cannot be explained */
  async #reasons(prediction: Prediction): Promise<readonly DeliveredReason[] | null> {
    const { explanations, facts, log } = this.#deps;
    try {
      const { contributions } = await explanations.explain(prediction, prediction.features);
      return reasonsOf(contributions, TOP).map((reason) => {
        const { feature, value, contribution } = reason as FeatureContribution;
        const observed = facts.find(prediction.model, feature, value);
        return {
          sentence: contributionSentence(reason as FeatureContribution, observed),
          feature,
          value,
          contribution,
        };
      });
    } catch (error) {
      log.debug({ scoreId: prediction.id, err: error }, 'score for the CRM not explained');
      return null;
    }
  }
}

/** Finds predictions by lead and sequence: there is an index on both. */
async function findPredictions(
  db: ScoresDb,
  questions: readonly ReasonQuestion[],
): Promise<ReadonlyMap<number, Prediction>> {
  const { rows } = await sql<Prediction>`SELECT ${PREDICTION}
    FROM jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) AS q ("leadId" text, sequence bigint)
    JOIN scores.prediction p ON p.lead_id = q."leadId" AND p.sequence = q.sequence`.execute(db);
  return new Map(rows.map((prediction) => [prediction.sequence, prediction]));
}
