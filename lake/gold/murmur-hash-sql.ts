const LOW_32 = '4294967295::UBIGINT';

/**
 * Query of rows with `hash`, the same number as `murmurHash` of a column of text. A product of two 32-bit numbers fits into
 * DuckDB's UBIGINT, of which the low half is kept.
 *
 * @param rows relation with the column
 * @param seed whole number 0–2³² − 1
 */
export function murmurHashSql(rows: string, column: string, seed: number): string {
  const mixed = `SELECT * EXCLUDE (hex, bytes), xor(xor(${mixBlocks(seed)}, ${scramble(lastBlock())}), CAST(bytes AS UBIGINT)) AS h0
    FROM (SELECT *, hex(${column}) AS hex, CAST(strlen(${column}) AS BIGINT) AS bytes FROM ${rows})`;
  const second = `SELECT * EXCLUDE (h0), ${times('xor(h0, h0 >> 16)', 0x85ebca6b)} AS h1 FROM (${mixed})`;
  const third = `SELECT * EXCLUDE (h1), ${times('xor(h1, h1 >> 13)', 0xc2b2ae35)} AS h2 FROM (${second})`;
  return `SELECT * EXCLUDE (h2), xor(h2, h2 >> 16) AS hash FROM (${third})`;
}

/** All whole blocks of four bytes, mixed one after the other. */
function mixBlocks(seed: number): string {
  const blocks = `list_transform(range(0, bytes // 4), lambda i: ${littleEndian('8 * i', 4)})`;
  const next = `((${rotate(`xor(hash, ${scramble('block')})`, 13)} * 5 + 3864292196) & ${LOW_32})`;
  return `list_reduce(${blocks}, lambda hash, block: ${next}, ${seed}::UBIGINT)`;
}

/** The one to three bytes after the last whole block as a number; 0 without any. */
function lastBlock(): string {
  const from = '8 * (bytes // 4)';
  const cases = [1, 2, 3].map((count) => `WHEN ${count} THEN ${littleEndian(from, count)}`);
  return `CASE bytes % 4 ${cases.join(' ')} ELSE 0::UBIGINT END`;
}

/** Bytes of the text in hex from a position on as a number, the first byte the lowest. */
function littleEndian(from: string, count: number): string {
  const digits = Array.from({ length: count }, (_, byte) => `substr(hex, ${from} + ${2 * byte + 1}, 2)`);
  return `('0x' || ${digits.reverse().join(' || ')})::UBIGINT`;
}

function scramble(block: string): string {
  return times(rotate(times(block, 0xcc9e2d51), 15), 0x1b873593);
}

function times(a: string, factor: number): string {
  return `((${a}) * ${factor}::UBIGINT & ${LOW_32})`;
}

function rotate(a: string, bits: number): string {
  return `((((${a}) << ${bits}) | ((${a}) >> ${32 - bits})) & ${LOW_32})`;
}
