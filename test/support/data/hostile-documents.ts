import { Random } from '../../../subgraphs/leads/demo/random.ts';

/** The body of a request made to harm. */
export interface HostileRequest {
  /** in which way */
  readonly kind: string;
  readonly payload: string;
}

/** A document, and variables for it as JSON: deep ones cannot be written by `JSON.stringify`. */
interface Asked {
  readonly query: string;
  readonly variables?: string;
}

type Make = (size: number, pick: <Item>(items: readonly Item[]) => Item) => Asked;

const MOST = 20_000;

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '__typename', '__defineGetter__'];
const TEXTS = ['\u0000', '\ud800', '\u202e', '😀', '𝒳', '"""', '\\u{110000}', '\\', '\n', 'Ω≈ç√∫', '`', '#'];
const NUMBERS = ['-0', '1e309', '9'.repeat(400), '-2147483649', '0.1e-400', '00', '1.', '.5', 'NaN', '0x10'];
const SKELETON = '{ lead(id: "1") { id } }';

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (count: number, before: string, inner: string, after: string): string =>
  before.repeat(count) + inner + after.repeat(count);
const asQuery = (query: string): Asked => ({ query });

/** Fragments of which each uses the next several times, within fields of the given form. */
function chain(length: number, uses: number, form: (use: string, place: number) => string): string {
  const fragment = (index: number) =>
    `fragment F${index} on Lead { id ${times(uses, (use) => form(`...F${index + 1}`, use))} }`;
  return `{ lead(id: "1") { ...F0 } } ${times(length, fragment)} fragment F${length} on Lead { id }`;
}

/** Fragments of which each uses all that follow. */
function mesh(length: number): string {
  const fragment = (index: number) =>
    `fragment F${index} on Lead { id ${times(length - index - 1, (later) => `...F${index + later + 1}`)} }`;
  return `{ lead(id: "1") { ...F0 } } ${times(length, fragment)}`;
}

const KINDS: Readonly<Record<string, Make>> = {
  'deep fields': (size) => asQuery(`{ lead(id: "1") { ${nested(size, 'score { lead { ', 'id', ' } }')} } }`),
  'deep inline fragments': (size) => asQuery(`{ lead(id: "1") { ${nested(size, '... on Lead { ', 'id', ' }')} } }`),
  'deep lists': (size) => asQuery(`{ lead(id: ${nested(size, '[', '1', ']')}) { id } }`),
  'deep objects': (size) => asQuery(`{ leads(filter: ${nested(size, '{company: ', '1', '}')}) { edges { cursor } } }`),
  'deep types': (size) => asQuery(`query ($a: ${nested(size, '[', 'ID', ']')}) ${SKELETON}`),
  'open brackets': (size, pick) => asQuery(pick(['{', '[', '(', '{a(b:', '{a{', '@a(', 'query(']).repeat(size)),
  'repeated fields': (size, pick) =>
    asQuery(`{ ${pick(['lead(id: "1")', 'leads'])} { ${'__typename '.repeat(size)} } }`),
  'repeated objects': (size) => asQuery(`{ ${times(size, () => 'lead(id: "1") { score { lead { id } } }')} }`),
  'fields that clash': (size) => asQuery(`{ ${times(size, (i) => `x: lead(id: "${i}") { id }`)} }`),
  'nested clashes': (size) =>
    asQuery(`{ lead(id: "1") { ${times(size, (i) => `score { x: reasons(top: ${i}) { sentence } }`)} } }`),
  aliases: (size) => asQuery(`{ ${times(size, (i) => `a${i}: lead(id: "${i}") { id }`)} }`),
  'aliases of introspection': (size) =>
    asQuery(`{ __schema { types { ${times(size, (i) => `a${i}: fields { type { fields { name } } }`)} } } }`),
  'deep introspection': (size) =>
    asQuery(`{ __schema { types { ${nested(size, 'fields { type { ', 'name', ' } }')} } } }`),
  'unknown fields': (size) => asQuery(`{ ${times(size, (i) => `nothing${i}`)} }`),
  'nearly known fields': (size) => asQuery(`{ lead(id: "1") { ${times(size, (i) => `compan${i} scoreHistor${i}`)} } }`),
  'unknown fragments': (size) => asQuery(`{ ${times(size, (i) => `...Gone${i}`)} }`),
  'unused fragments': (size) => asQuery(`${SKELETON} ${times(size, (i) => `fragment F${i} on Lead { id }`)}`),
  'same fragments': (size) => asQuery(`${SKELETON} ${times(size, () => 'fragment F on Lead { ...F id }')}`),
  'cyclic fragments': (size) =>
    asQuery(`{ lead(id: "1") { ...F0 } } ${times(size, (i) => `fragment F${i} on Lead { ...F${(i + 1) % size} }`)}`),
  'cycles through fields': (size) =>
    asQuery(`{ lead(id: "1") { ...F } } fragment F on Lead { ${times(size, () => 'score { lead { ...F } }')} }`),
  'doubling fragments': (size) => asQuery(chain(size, 2, (use) => use)),
  'doubling aliases': (size) => asQuery(chain(size, 2, (use, i) => `a${i}: score { lead { ${use} } }`)),
  'doubling fields': (size) => asQuery(chain(size, 2, (use) => `score { lead { ${use} } }`)),
  'every fragment in every later one': (size) => asQuery(mesh(Math.min(size, 300))),
  directives: (size, pick) =>
    asQuery(
      `{ lead(id: "1") { id ${`@${pick(['skip(if: false)', 'include(if: true)', 'gone', 'x(y: [1])'])} `.repeat(size)} } }`,
    ),
  'many operations': (size) =>
    asQuery(times(size, (i) => `query Q${i} { lead(id: "1") { ...F } }`).concat(' fragment F on Lead { id }')),
  'many variables': (size) => asQuery(`query (${times(size, (i) => `$v${i}: ID`)}) { lead(id: $v0) { id } }`),
  'same variables': (size) => asQuery(`query (${times(size, () => '$v: ID!')}) { lead(id: $v) { id } }`),
  'undefined variables': (size) => asQuery(`{ ${times(size, (i) => `a${i}: lead(id: $v${i}) { id }`)} }`),
  'many arguments': (size) => asQuery(`{ lead(${times(size, (i) => `id${i % 3 || ''}: "${i}"`)}) { id } }`),
  'long lists': (size) =>
    asQuery(`{ leads(filter: { countries: [${times(size, (i) => `${i}`)}] }) { edges { cursor } } }`),
  'huge pages': (size) => asQuery(`{ leads(first: ${size}${'0'.repeat(size % 8)}) { edges { node { id } } } }`),
  'negative pages': (size) => asQuery(`{ leads(first: -${size}) { edges { node { id } } } }`),
  'pages in pages': (size) =>
    asQuery(`{ leads(first: ${size}) { edges { node { scoreHistory(first: ${size}) { edges { node { id } } } } } } }`),
  'huge strings': (size, pick) =>
    asQuery(`{ lead(id: "${pick(['a', '\\u0041', '\\\\', 'é']).repeat(size * 100)}") { id } }`),
  'huge block strings': (size) => asQuery(`{ lead(id: """${' \n'.repeat(size * 50)}""") { id } }`),
  'huge comments': (size, pick) =>
    asQuery(`${pick(['#', '# x', '\n', ',', ' ', '\ufeff']).repeat(size * 100)}\n${SKELETON}`),
  'huge names': (size) => asQuery(`{ ${'n'.repeat(size * 100)} ${'lead'.repeat(size)}(id: "1") { id } }`),
  'faults far down': (size) => asQuery(`${'\n'.repeat(size * 100)}{ ${times(Math.min(size, 300), (i) => `x${i}`)} }`),
  numbers: (_, pick) => asQuery(`{ leads(first: ${pick(NUMBERS)}) { edges { cursor } } }`),
  texts: (size, pick) => asQuery(`{ lead(id: "${pick(TEXTS).repeat(size % 50)}") { id } }`),
  'stray texts': (size, pick) => asQuery(`${SKELETON}${pick(TEXTS).repeat(size % 50)}`),
  'prototype names': (_, pick) =>
    asQuery(
      `query ${pick(NAMES)} { ${pick(NAMES)}: lead(id: "1") { ${pick(NAMES)}: id ...${pick(NAMES)} } } fragment ${pick(NAMES)} on Lead { id }`,
    ),
  'prototype variables': (_, pick) => ({
    query: `query ($${pick(NAMES)}: ID!) { lead(id: $${pick(NAMES)}) { id } }`,
    variables: `{"${pick(NAMES)}": {"${pick(NAMES)}": 1}}`,
  }),
  'deep variables': (size) => ({
    query: 'mutation ($m: JSON!) { registerModelVersion(input: { manifest: $m, artifactBase64: "" }) { version } }',
    variables: `{"m": ${nested(size, '[', '1', ']')}}`,
  }),
  'wrong variables': (size) => ({
    query: 'query ($c: [String!]) { leads(filter: { countries: $c }) { edges { cursor } } }',
    variables: JSON.stringify({ c: Array.from({ length: size * 10 }, (_, index) => index) }),
  }),
  'cut documents': (size) =>
    asQuery('query Q($a: ID!) { lead(id: $a) { ...F } } fragment F on Lead { id }'.slice(0, size % 72)),
  'type definitions': (size) => asQuery(times(size, (i) => `type T${i} { f: Int }`)),
  subscriptions: (size) => asQuery(`subscription { ${times(size, (i) => `a${i}: leadScored { probability }`)} }`),
};

/** Makes hostile requests without end, each kind in turn, of sizes from 1 to 20,000. Equal seeds make equal requests. */
export function* hostileRequests(seed: number): Generator<HostileRequest> {
  const random = new Random(seed, 0);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random.uniform() * items.length)] as Item;
  while (true) {
    for (const [kind, make] of Object.entries(KINDS)) {
      // small sizes are as likely as large ones
      const size = Math.ceil(MOST ** random.uniform());
      const { query, variables = '{}' } = make(size, pick);
      yield { kind, payload: `{"query":${JSON.stringify(query)},"variables":${variables}}` };
    }
  }
}
