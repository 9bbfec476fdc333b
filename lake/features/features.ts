/** Kind of a feature's value: a number or a category. Both can be missing (null). */
export type FeatureKind = 'number' | 'category';

/** One feature: its name, meaning, and the portable SQL that computes it. */
export interface FeatureDefinition {
  /** column name in SQL, model signatures, lake tables and the prediction log */
  readonly name: string;
  readonly kind: FeatureKind;
  readonly unit?: string;
  readonly description: string;
  /** `lead`: an expression over the lead's row `l` and the request `q`. `activity`: an aggregate over interactions `i` and `q`. */
  readonly from: 'lead' | 'activity';
  /** `{double}` stands for the engine's 64-bit float type */
  readonly sql: string;
  /** what an `activity` feature is for a lead without interactions; without it the feature is missing */
  readonly whenIdle?: 0;
  /** whether it grows with time by itself, for every lead alike: a change of it says nothing new about the lead */
  readonly ages?: true;
}

/**
 * Every feature a model can ask for, in the order of the feature vector.
 *
 * The SQL is the subset that PostgreSQL, DuckDB and Spark share: CASE, SUM, MAX, CAST, and arithmetic on epoch
 * milliseconds. Sums are over integers, so the order of rows cannot change a value; `/` divides 64-bit floats only, as
 * engines disagree on dividing integers.
 */
export const FEATURES = [
  {
    name: 'company_size',
    kind: 'number',
    unit: 'employees',
    from: 'lead',
    sql: 'l.company_size',
    description: 'Employees of the company behind the lead.',
  },
  {
    name: 'page_views',
    kind: 'number',
    unit: 'pages',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN i.quantity ELSE 0 END)",
    description: 'Pages seen over all website visits.',
  },
  {
    name: 'website_visits',
    kind: 'number',
    unit: 'visits',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN 1 ELSE 0 END)",
    description: 'Website visits.',
  },
  {
    name: 'time_on_site',
    kind: 'number',
    unit: 'seconds',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN i.duration_seconds ELSE 0 END)",
    description: 'Seconds spent on the website.',
  },
  {
    name: 'form_completion_time',
    kind: 'number',
    unit: 'seconds',
    from: 'activity',
    sql: "MAX(CASE WHEN i.kind = 'FORM_SUBMITTED' THEN i.duration_seconds END)",
    description: 'Seconds taken to fill in a web form, the longest when there were several.',
  },
  {
    name: 'email_opens',
    kind: 'number',
    unit: 'e-mails',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'EMAIL_OPENED' THEN 1 ELSE 0 END)",
    description: 'E-mails opened.',
  },
  {
    name: 'email_clicks',
    kind: 'number',
    unit: 'clicks',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'EMAIL_CLICKED' THEN 1 ELSE 0 END)",
    description: 'Links in e-mails clicked.',
  },
  {
    name: 'calls_connected',
    kind: 'number',
    unit: 'calls',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'CALL' AND i.duration_seconds > 0 THEN 1 ELSE 0 END)",
    description: 'Calls that reached the lead.',
  },
  {
    name: 'call_time',
    kind: 'number',
    unit: 'seconds',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'CALL' THEN i.duration_seconds ELSE 0 END)",
    description: 'Seconds on the phone with the lead.',
  },
  {
    name: 'meetings',
    kind: 'number',
    unit: 'meetings',
    from: 'activity',
    whenIdle: 0,
    sql: "SUM(CASE WHEN i.kind = 'MEETING' THEN 1 ELSE 0 END)",
    description: 'Meetings held.',
  },
  {
    name: 'interactions_7d',
    kind: 'number',
    unit: 'interactions',
    from: 'activity',
    whenIdle: 0,
    sql: 'SUM(CASE WHEN i.occurred_at > q.as_of - 604800000 THEN 1 ELSE 0 END)',
    description: 'Interactions of any kind within the last seven days.',
  },
  {
    name: 'days_since_interaction',
    kind: 'number',
    unit: 'days',
    from: 'activity',
    ages: true,
    sql: 'CAST(q.as_of - MAX(i.occurred_at) AS {double}) / 86400000',
    description: 'Days since the latest interaction.',
  },
  {
    name: 'lead_age',
    kind: 'number',
    unit: 'days',
    from: 'lead',
    ages: true,
    sql: 'CAST(q.as_of - l.created_at AS {double}) / 86400000',
    description: 'Days since the lead was created.',
  },
  {
    name: 'industry',
    kind: 'category',
    from: 'lead',
    sql: 'l.industry',
    description: 'Industry of the company, such as TRADING or LOGISTICS.',
  },
  {
    name: 'country',
    kind: 'category',
    from: 'lead',
    sql: 'l.country',
    description: 'Country the lead comes from, ISO 3166-1 alpha-2.',
  },
  {
    name: 'referral_source',
    kind: 'category',
    from: 'lead',
    sql: 'l.source',
    description: 'Channel that brought the lead, such as GOOGLE_ADS or PARTNER.',
  },
  {
    name: 'licence_type',
    kind: 'category',
    from: 'lead',
    sql: 'l.licence_type',
    description: 'Kind of business licence the lead asks for.',
  },
] as const satisfies readonly FeatureDefinition[];

/** Name of a feature. */
export type FeatureName = (typeof FEATURES)[number]['name'];

/** Value of a feature; null when it is missing. */
export type FeatureValue = number | string | null;

/** One lead's features as of one time. */
export type FeatureVector = Readonly<Record<FeatureName, FeatureValue>>;

/** The vector in which everything is missing. */
export const EMPTY_FEATURE_VECTOR = Object.fromEntries(
  FEATURES.map(({ name }) => [name, null]),
) as unknown as FeatureVector;
