import { Kysely, PostgresDialect, type PostgresPool, type TransactionBuilder } from 'kysely';
import { type RetryOptions, retryTransient } from './retry-transient.ts';

/**
 * Query builder whose transactions run again from their beginning when the server ended them for a passing reason.
 *
 * Side effects of a transaction's body must tolerate a second run.
 */
export class QueryBuilder<Tables> extends Kysely<Tables> {
  readonly #retry: RetryOptions;

  constructor(pool: PostgresPool, retry: RetryOptions) {
    super({ dialect: new PostgresDialect({ pool }) });
    this.#retry = retry;
  }

  override transaction(): TransactionBuilder<Tables> {
    const builder = super.transaction();
    const execute = builder.execute.bind(builder);
    builder.execute = (work) => retryTransient(() => execute(work), this.#retry);
    return builder;
  }
}
