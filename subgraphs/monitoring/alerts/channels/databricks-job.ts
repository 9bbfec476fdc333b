import type { DatabricksJobConfig } from '../../../../platform/config/retraining-config.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import { JsonPoster } from '../../../../platform/webhooks/json-poster.ts';
import type { AlertNotice } from '../notices/notice.ts';
import { type Channel, type ChannelDeps, withFinality } from './channel.ts';

/** Databricks job that trains a model again. */
export class DatabricksJobChannel implements Channel {
  readonly kind = 'RETRAINING';
  readonly name = 'RETRAINING';
  readonly target: string;
  readonly #job: DatabricksJobConfig;
  readonly #poster: JsonPoster;

  constructor(job: DatabricksJobConfig, deps: ChannelDeps) {
    this.target = `job ${job.jobId} of ${new URL(job.host).host}`;
    this.#job = job;
    this.#poster = new JsonPoster(deps);
  }

  /** Starts the job. The idempotency token starts it once, however often the request is sent. */
  async send({ id, model, alert }: AlertNotice): Promise<WebhookAnswer> {
    const { host, token, jobId, hasParameters } = this.#job;
    const body = JSON.stringify({
      job_id: jobId,
      idempotency_token: id,
      ...(hasParameters && { job_parameters: { model, alert } }),
    });
    const headers = { authorization: `Bearer ${token}` };
    return withFinality(await this.#poster.post({ url: `${host}/api/2.1/jobs/run-now`, headers, body }));
  }

  close(): Promise<void> {
    return this.#poster.close();
  }
}
