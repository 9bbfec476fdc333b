/** A value with its relative frequency. */
export interface Weighted {
  readonly value: string;
  readonly weight: number;
}

/** Licence types, with the median headcount and first-year price (AED) of the companies that want them. */
export const LICENCES = [
  { value: 'COMMERCIAL', weight: 34, medianSize: 9, spread: 1.2, price: 21_000 },
  { value: 'SERVICE', weight: 21, medianSize: 6, spread: 1.2, price: 17_500 },
  { value: 'FREELANCE', weight: 14, medianSize: 1.4, spread: 0.8, price: 6_800 },
  { value: 'E_COMMERCE', weight: 13, medianSize: 4, spread: 1.1, price: 12_500 },
  { value: 'INDUSTRIAL', weight: 10, medianSize: 45, spread: 1.2, price: 68_000 },
  { value: 'MEDIA', weight: 5, medianSize: 4, spread: 1, price: 14_000 },
  { value: 'EDUCATION', weight: 3, medianSize: 12, spread: 1, price: 19_000 },
] as const;

/** Type of licence. */
export type LicenceType = (typeof LICENCES)[number]['value'];

/** Business activity: its name, its industry, and the licences that cover it. */
export interface Activity {
  readonly value: string;
  readonly weight: number;
  readonly industry: string;
  readonly licences: readonly LicenceType[];
}

/** Business activities. */
export const ACTIVITIES: readonly Activity[] = [
  activity('General trading', 'TRADING', 9, 'COMMERCIAL'),
  activity('Foodstuff trading', 'FOOD_AND_BEVERAGE', 4, 'COMMERCIAL'),
  activity('Building materials trading', 'CONSTRUCTION', 4, 'COMMERCIAL'),
  activity('Auto spare parts trading', 'AUTOMOTIVE', 3, 'COMMERCIAL', 'E_COMMERCE'),
  activity('Textiles and garments trading', 'RETAIL', 3, 'COMMERCIAL', 'E_COMMERCE'),
  activity('Online retail', 'RETAIL', 9, 'E_COMMERCE'),
  activity('Online marketplace', 'TECHNOLOGY', 3, 'E_COMMERCE'),
  activity('Freight forwarding', 'LOGISTICS', 3, 'COMMERCIAL', 'SERVICE'),
  activity('Management consultancy', 'CONSULTING', 7, 'SERVICE', 'FREELANCE'),
  activity('Software development', 'TECHNOLOGY', 7, 'SERVICE', 'FREELANCE'),
  activity('Real estate services', 'REAL_ESTATE', 3, 'SERVICE'),
  activity('Travel and tourism services', 'HOSPITALITY', 2, 'SERVICE'),
  activity('Medical equipment services', 'HEALTHCARE', 2, 'SERVICE', 'COMMERCIAL'),
  activity('Graphic design', 'MEDIA', 4, 'FREELANCE', 'MEDIA'),
  activity('Film and video production', 'MEDIA', 3, 'MEDIA'),
  activity('Advertising agency', 'MEDIA', 3, 'MEDIA', 'SERVICE'),
  activity('Metal fabrication', 'MANUFACTURING', 4, 'INDUSTRIAL'),
  activity('Plastic products manufacturing', 'MANUFACTURING', 4, 'INDUSTRIAL'),
  activity('Food processing', 'FOOD_AND_BEVERAGE', 3, 'INDUSTRIAL'),
  activity('Solar equipment assembly', 'ENERGY', 2, 'INDUSTRIAL'),
  activity('Training institute', 'EDUCATION', 4, 'EDUCATION'),
  activity('Private tutoring', 'EDUCATION', 2, 'EDUCATION', 'FREELANCE'),
];

/** Countries of leads, ISO 3166-1 alpha-2, with their dialling codes and the naming customs to draw from. */
export const COUNTRIES = [
  { value: 'IN', weight: 27, dialling: '91', names: 'SOUTH_ASIAN' },
  { value: 'AE', weight: 22, dialling: '971', names: 'ARAB' },
  { value: 'PK', weight: 9, dialling: '92', names: 'SOUTH_ASIAN' },
  { value: 'GB', weight: 8, dialling: '44', names: 'EUROPEAN' },
  { value: 'EG', weight: 5, dialling: '20', names: 'ARAB' },
  { value: 'RU', weight: 5, dialling: '7', names: 'SLAVIC' },
  { value: 'CN', weight: 4, dialling: '86', names: 'CHINESE' },
  { value: 'SA', weight: 4, dialling: '966', names: 'ARAB' },
  { value: 'JO', weight: 2.5, dialling: '962', names: 'ARAB' },
  { value: 'LB', weight: 2.5, dialling: '961', names: 'ARAB' },
  { value: 'US', weight: 2.5, dialling: '1', names: 'EUROPEAN' },
  { value: 'DE', weight: 2, dialling: '49', names: 'EUROPEAN' },
  { value: 'FR', weight: 1.5, dialling: '33', names: 'EUROPEAN' },
  { value: 'UA', weight: 1.5, dialling: '380', names: 'SLAVIC' },
  { value: 'LK', weight: 1.5, dialling: '94', names: 'SOUTH_ASIAN' },
  { value: 'BH', weight: 1, dialling: '973', names: 'ARAB' },
] as const;

/** A country of {@link COUNTRIES}. */
export type Country = (typeof COUNTRIES)[number];

/** Emirates of leads from the UAE. */
export const EMIRATES: readonly Weighted[] = [
  { value: 'DUBAI', weight: 40 },
  { value: 'RAS_AL_KHAIMAH', weight: 33 },
  { value: 'SHARJAH', weight: 12 },
  { value: 'ABU_DHABI', weight: 9 },
  { value: 'AJMAN', weight: 6 },
];

/** Channels with their campaigns, and whether their leads use the website (visits, web forms). */
export const SOURCES = [
  {
    value: 'GOOGLE_ADS',
    weight: 26,
    online: true,
    campaigns: ['Set up in 24 hours', 'Free zone licence', 'Flexi desk'],
  },
  { value: 'ORGANIC_SEARCH', weight: 18, online: true, campaigns: [] },
  { value: 'SOCIAL', weight: 14, online: true, campaigns: ['Be your own boss', 'Freelance permit', 'Founder stories'] },
  { value: 'WEB_FORM', weight: 12, online: true, campaigns: [] },
  { value: 'PARTNER', weight: 11, online: false, campaigns: [] },
  { value: 'REFERRAL', weight: 8, online: false, campaigns: [] },
  { value: 'EVENT', weight: 6, online: false, campaigns: ['Trade fair Mumbai', 'Startup week', 'Industry expo'] },
  { value: 'WALK_IN', weight: 5, online: false, campaigns: [] },
] as const;

/** A channel of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

/** Members of sales who are responsible for leads. */
export const OWNERS = [
  'a.haddad',
  'f.mirza',
  'j.okafor',
  'k.petrov',
  'l.santos',
  'm.rahman',
  'n.fernandes',
  's.lindqvist',
];

/** Reasons of lost leads. */
export const LOSS_REASONS: readonly Weighted[] = [
  { value: 'NO_RESPONSE', weight: 42 },
  { value: 'PRICE', weight: 22 },
  { value: 'OTHER_FREE_ZONE', weight: 16 },
  { value: 'POSTPONED', weight: 12 },
  { value: 'NOT_ELIGIBLE', weight: 8 },
];

function activity(value: string, industry: string, weight: number, ...licences: LicenceType[]): Activity {
  return { value, industry, weight, licences };
}
