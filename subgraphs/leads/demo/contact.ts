import type { Country } from './catalogue.ts';
import type { Random } from './random.ts';
import { chance, pick } from './samplers.ts';

/** Contact of a lead. All invented: the e-mail domains are reserved for examples, the numbers are made up. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  /** E.164 */
  readonly phone: string;
  readonly company: string;
}

const GIVEN_NAMES: Readonly<Record<Country['names'], readonly string[]>> = {
  SOUTH_ASIAN: [
    'Aarav',
    'Priya',
    'Rohan',
    'Ananya',
    'Imran',
    'Sana',
    'Vikram',
    'Meera',
    'Bilal',
    'Nadia',
    'Kiran',
    'Dev',
  ],
  ARAB: ['Omar', 'Layla', 'Hassan', 'Mariam', 'Khalid', 'Noor', 'Yousef', 'Rania', 'Tariq', 'Salma', 'Faisal', 'Huda'],
  EUROPEAN: [
    'James',
    'Emma',
    'Oliver',
    'Sophie',
    'Lukas',
    'Claire',
    'Daniel',
    'Hannah',
    'Thomas',
    'Julia',
    'Mark',
    'Anna',
  ],
  SLAVIC: [
    'Dmitri',
    'Olga',
    'Ivan',
    'Svetlana',
    'Pavel',
    'Irina',
    'Sergei',
    'Daria',
    'Maksim',
    'Elena',
    'Anton',
    'Yulia',
  ],
  CHINESE: ['Wei', 'Li Na', 'Jun', 'Mei', 'Hao', 'Xin', 'Bo', 'Ying', 'Lei', 'Fang', 'Tao', 'Qing'],
};

const FAMILY_NAMES: Readonly<Record<Country['names'], readonly string[]>> = {
  SOUTH_ASIAN: [
    'Sharma',
    'Patel',
    'Khan',
    'Nair',
    'Reddy',
    'Ahmed',
    'Iyer',
    'Malik',
    'Fernando',
    'Gupta',
    'Qureshi',
    'Rao',
  ],
  ARAB: [
    'Mansour',
    'Haddad',
    'Saleh',
    'Nasser',
    'Farouk',
    'Khoury',
    'Aziz',
    'Hamdan',
    'Rashid',
    'Sabbagh',
    'Zayed',
    'Darwish',
  ],
  EUROPEAN: [
    'Smith',
    'Brown',
    'Weber',
    'Martin',
    'Taylor',
    'Fischer',
    'Moreau',
    'Clark',
    'Becker',
    'Evans',
    'Laurent',
    'Hill',
  ],
  SLAVIC: [
    'Ivanov',
    'Petrenko',
    'Sokolov',
    'Kuznetsov',
    'Morozov',
    'Kovalenko',
    'Popov',
    'Orlov',
    'Lebedev',
    'Bondar',
    'Volkov',
    'Zaitsev',
  ],
  CHINESE: ['Wang', 'Zhang', 'Chen', 'Liu', 'Yang', 'Huang', 'Zhao', 'Wu', 'Zhou', 'Xu', 'Sun', 'Gao'],
};

const COMPANY_HEADS = [
  'Amber Dune',
  'Blue Falcon',
  'Coral Gate',
  'Desert Pearl',
  'Eastern Star',
  'First Harbour',
  'Golden Palm',
  'Gulf Crest',
  'High Tide',
  'Jebel',
  'Khor',
  'Lime Tree',
  'Meridian',
  'North Creek',
  'Oasis',
  'Oryx',
  'Red Sand',
  'Sea Breeze',
  'Silver Dhow',
  'Wadi',
];

const COMPANY_TAILS = ['Trading', 'Ventures', 'Solutions', 'Industries', 'Group', 'Partners', 'Works', 'International'];

const DOMAINS = ['example.com', 'example.net', 'example.org'];

/** Draws a name with a matching e-mail address, a telephone number of the country and a company. */
export function drawContact(random: Random, country: Country, leadNumber: number): Contact {
  const given = pick(random, GIVEN_NAMES[country.names]);
  const family = pick(random, FAMILY_NAMES[country.names]);
  const company = `${pick(random, COMPANY_HEADS)} ${pick(random, COMPANY_TAILS)}`;
  const mailbox = `${given}.${family}.${leadNumber}`.toLowerCase().replaceAll(' ', '');
  const legalForm = chance(random, 0.5) ? ' LLC' : '';
  const digits = String(Math.floor(random.uniform() * 10_000_000)).padStart(7, '0');
  return {
    name: `${given} ${family}`,
    email: `${mailbox}@${pick(random, DOMAINS)}`,
    phone: `+${country.dialling}55${digits}`,
    company: `${company}${legalForm}`,
  };
}
