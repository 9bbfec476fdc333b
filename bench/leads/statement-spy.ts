import { CompiledQuery, type Kysely, type QueryExecutorProvider } from 'kysely';

/** Passes statements on, and keeps the slowest one since the last {@link explainSlowest}. */
export class StatementSpy implements QueryExecutorProvider {
  readonly #db: Kysely<unknown>;
  #slowest: { readonly query: CompiledQuery; readonly tookMs: number } | undefined;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  getExecutor(): ReturnType<QueryExecutorProvider['getExecutor']> {
    const executor = this.#db.getExecutor();
    const executeQuery: typeof executor.executeQuery = async (query, ...rest) => {
      const from = performance.now();
      const answer = await executor.executeQuery(query as never, ...rest);
      const tookMs = performance.now() - from;
      if (tookMs > (this.#slowest?.tookMs ?? 0)) this.#slowest = { query, tookMs };
      return answer as never;
    };
    return new Proxy(executor, {
      get: (target, name) => {
        if (name === 'executeQuery') return executeQuery;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Plan and times of the slowest statement, as the server measures them. */
  async explainSlowest(): Promise<string> {
    const slowest = this.#slowest;
    this.#slowest = undefined;
    if (!slowest || slowest.query.sql.includes('EXPLAIN')) return 'planning alone';
    const { sql, parameters } = slowest.query;
    const text = sql.replace(/^(\/\*.*?\*\/)?/, '$1 EXPLAIN (ANALYZE, BUFFERS) ');
    const { rows } = await this.#db.executeQuery<{ 'QUERY PLAN': string }>(CompiledQuery.raw(text, [...parameters]));
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }
}
