import { type Kysely, sql } from 'kysely';

// everything in ASCII but letters and digits, and the punctuation and spaces of other scripts
const SEPARATORS = String.raw`U&'[\0001-/:-@\005b-\0060{-\00bf\2000-\206f\3000-\303f\060c\061b\061f]+'`;
// accents, Arabic vowel signs and the Arabic line extender
const MARKS = String.raw`U&'[\0300-\036f\064b-\065f\0640]'`;
const CAPITALS = 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς';
const SMALL = 'абвгдежзиклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρστυφχψωσ';

/**
 * Functions that fold text to words. In SQL, so that columns are generated from them and a search folds alike; without
 * extensions and without the database's locale, so that every PostgreSQL folds alike.
 */
export async function createSearchFunctions(db: Kysely<unknown>): Promise<void> {
  // lower() of a database in the locale C knows ASCII only
  await sql`CREATE FUNCTION leads.fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS ${sql.lit(`
    SELECT CASE WHEN octet_length(t) = char_length(t) THEN lower(t)
      ELSE translate(lower(regexp_replace(normalize(t, NFKD), ${MARKS}, '', 'g')), '${CAPITALS}', '${SMALL}') END`)}`.execute(
    db,
  );
  await sql`CREATE FUNCTION leads.words(t text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS ${sql.lit(`
    SELECT array_remove(string_to_array(regexp_replace(leads.fold(t), ${SEPARATORS}, ' ', 'g'), ' '), '')`)}`.execute(
    db,
  );
  // unknown companies sort behind all others
  await sql`CREATE FUNCTION leads.company_key(company text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS ${sql.lit(
    String.raw`SELECT COALESCE(left(leads.fold(company), 100), U&'\+10FFFF')`,
  )}`.execute(db);
  await sql`CREATE FUNCTION leads.search_vector(company text, name text, email text, phone text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS ${sql.lit(VECTOR)}`.execute(db);
  await sql`CREATE FUNCTION leads.search_query(t text, contacts boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS ${sql.lit(QUERY)}`.execute(db);
}

/** Words of the company begin with c, those of the contact with p: a search without the right to the latter skips them. */
const VECTOR = `
DECLARE
  digits text := regexp_replace(COALESCE(phone, ''), '[^0-9]', '', 'g');
  words text[] := '{}';
  word text;
BEGIN
  FOREACH word IN ARRAY leads.words(COALESCE(company, '')) LOOP
    words := words || ('c' || left(word, 60));
  END LOOP;
  FOREACH word IN ARRAY leads.words(COALESCE(name, '') || ' ' || COALESCE(email, '')) LOOP
    words := words || ('p' || left(word, 60));
  END LOOP;
  -- with and without a country code of one to three digits, and the subscriber's number
  IF length(digits) >= 7 THEN
    FOREACH word IN ARRAY ARRAY[digits, right(digits, -1), right(digits, -2), right(digits, -3), right(digits, 7)] LOOP
      words := words || ('p' || word);
    END LOOP;
  ELSIF digits <> '' THEN
    words := words || ('p' || digits);
  END IF;
  RETURN array_to_tsvector(words);
END`;

/** Every word must begin a word of the lead; null without a word. Separators are gone, so a word needs no escape. */
const QUERY = `
DECLARE
  terms text[] := '{}';
  word text;
BEGIN
  FOREACH word IN ARRAY leads.words(t) LOOP
    terms := terms || CASE WHEN contacts
      THEN '(''c' || left(word, 60) || ''':*|''p' || left(word, 60) || ''':*)'
      ELSE '''c' || left(word, 60) || ''':*' END;
  END LOOP;
  RETURN CASE WHEN terms = '{}' THEN NULL ELSE array_to_string(terms, '&')::tsquery END;
END`;
