import pg from 'pg';

/**
 * Opens connections to a database of a test.
 *
 * A server that is killed, or a database that is dropped by force, breaks connections that nobody uses: also those of a
 * pool that has ended, since it does not wait for them. Queries under way fail by themselves.
 */
export function openTestPool(url: string, max = 2): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  return pool;
}
