import type { FeatureVector } from '../../../../lake/features/features.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Calibration, ModelSignature } from '../../../../scoring/model-manifest.ts';
import { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';
import { type Replay, type ReplayContender, replayRows } from './replay-rows.ts';

/** Version to load in this process. */
export interface ReplayVersion {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
}

/** Job of this process. */
export interface ReplayJob {
  readonly champion: ReplayVersion;
  readonly challenger: ReplayVersion;
  /** JSON list of feature vectors, at least one */
  readonly rows: string;
  readonly budgetMs: number;
}

/** Messages of this process: the first that the champion runs, so that later failures are due to the challenger. */
export type ReplayMessage =
  | { readonly type: 'CHAMPION_RUNS' }
  | { readonly type: 'REPLAYED'; readonly replay: Replay }
  | { readonly type: 'REFUSED'; readonly message: string };

// any other error ends the process, and the parent reports how
process.once('message', async (job: ReplayJob) => {
  const say = (message: ReplayMessage | null) => process.send?.(message);
  try {
    const rows: readonly FeatureVector[] = JSON.parse(job.rows);
    const champion = await load(job.champion);
    await champion.session.run(rows.slice(0, 1));
    say({ type: 'CHAMPION_RUNS' });
    const replay = await replayRows(champion, await load(job.challenger), rows, job.budgetMs);
    say({ type: 'REPLAYED', replay });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    say({ type: 'REFUSED', message: error.message });
  }
  process.send?.(null, () => process.disconnect());
});

async function load({ bytes, signature, calibration }: ReplayVersion): Promise<ReplayContender> {
  return { session: await OnnxSession.load(bytes, signature), calibration };
}
