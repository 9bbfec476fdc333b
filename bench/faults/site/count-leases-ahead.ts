import pg from 'pg';

/** Counts the leases that end in more than an hour: nobody has a right to one for so long. */
export async function countLeasesAhead(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::integer AS count FROM leadership.lease
      WHERE until > 1000 * extract(epoch FROM clock_timestamp()) + 3600000`);
  await client.end();
  return rows[0]?.count ?? 0;
}
