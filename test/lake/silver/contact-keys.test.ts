import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import { withContactKeys } from '../../../lake/silver/contact-keys.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

const KEYS: readonly (readonly [
  email: string | null,
  phone: string | null,
  emailKey: string | null,
  phoneKey: string | null,
])[] = [
  [null, null, null, null],
  ['', '', null, null],
  ['Sara@Example.com', '+971501234567', 'sara@example.com', '971501234567'],
  ['  sara@example.com\u200f', '00971 50 123-4567', 'sara@example.com', '971501234567'],
  ['sa\u200bra@exam\u00adple.com.', '+971 (0)50 123 4567', 'sara@example.com', '971501234567'],
  ['\ufeffSARA@EXAMPLE.COM', '٠٠٩٧١٥٠١٢٣٤٥٦٧', 'sara@example.com', '971501234567'],
  ['jose\u0301@example.com', '\u202a+۹۷۱۵۰۱۲۳۴۵۶۷\u202c', 'josé@example.com', '971501234567'],
  ['S.A.Ra+rakez@googlemail.com', '0501234567', 'sara@gmail.com', '0501234567'],
  // only of Gmail are dots and what follows a plus nothing
  ['s.a.ra+rakez@example.com', '123456', 's.a.ra+rakez@example.com', null],
  ['s.ara@notgmail.com', '0000000000', 's.ara@notgmail.com', null],
  ['no address', '+111-1111111', null, null],
  ["o'brien@example.com", '7777778', "o'brien@example.com", '7777778'],
];

test('Contacts of one person have equal keys, whatever their writing', async (t) => {
  const lake = await temporaryLake(t);
  const text = (value: string | null) => (value === null ? 'NULL' : sqlText(value));
  const rows = KEYS.map(([email, phone], n) => `(${n}, ${text(email)}, ${text(phone)})`).join(', ');
  const query = withContactKeys(`(FROM (VALUES ${rows}) v(n, email, phone))`);
  const found = await lake.duckDb.use((connection) => connection.rows(`${query} ORDER BY n`));
  assert.deepEqual(
    found.map(({ email_key, phone_key }) => [email_key, phone_key]),
    KEYS.map(([, , emailKey, phoneKey]) => [emailKey, phoneKey]),
  );
});
