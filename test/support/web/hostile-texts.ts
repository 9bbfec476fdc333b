/** Texts that break pages, by what they are: each is storable, and of at most 200 characters. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  script: `<script>window.pwned = 1</script>`,
  handler: `"><img src=x onerror="window.pwned = 1"><svg/onload=window.pwned=1>`,
  address: `javascript:window.pwned=1//https://example.com/<a href=javascript:window.pwned=1>x</a>`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is the point
  template: "{{constructor.constructor('window.pwned=1')()}} ${window.pwned = 1} #{7*7} <%= 7*7 %> %s %n",
  formula: '=HYPERLINK("http://example.com","x"),"\n+1',
  reversed: 'invoice\u202Egnp.exe\u2067 \u2066end',
  invisible: '\u200B\u200D\uFEFF\u2060',
  marks: `${'e\u0301\u0302\u0303\u0304\u0305'.repeat(20)}`,
  arabic: 'ش'.repeat(200),
  spaceless: 'W'.repeat(200),
  number: '9'.repeat(200),
  control: 'a\u0001\u0007\u0008\u001B[31m\u007F\u0085\u2028\u2029\tb',
  emoji: '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(5),
  quotes: `'"\`’”\\'; DROP TABLE leads; --`,
};

/** Ids that break addresses. */
export const HOSTILE_IDS: readonly string[] = [
  'a/b c%2Fd',
  'عميل ١/مكتب',
  `"quoted" 'id' <script>window.pwned=1</script>`,
  '?q=1&order=x#token=y',
  '%',
  '//example.com/x',
  'i'.repeat(200),
];

/** Fields of a lead, each with a hostile text as far as the graph stores it there. */
export function hostileLead(text: string): Readonly<Record<string, string | number>> {
  const word = text.replaceAll(/[\s@]/g, '_');
  return {
    name: text,
    email: `${word}@example.com`,
    phone: '\u200E+971 (50) 123-45.67\u202C',
    company: text,
    companySize: 10_000_000,
    industry: text,
    country: 'ZZ',
    nationality: 'XX',
    emirate: text,
    source: text,
    campaign: text,
    licenceType: text,
    businessActivity: text.repeat(Math.floor(500 / text.length)),
    owner: text,
  };
}
