import { COUNTRIES, type Country } from './catalogue.ts';
import { conversionLogOdds } from './ground-truth.ts';
import { drawProspect, type Prospect } from './prospect.ts';
import type { Random } from './random.ts';
import { chance } from './samplers.ts';

/** Population that leads are drawn from, and the truth of their conversion. */
export interface Market {
  /** Draws a prospect. */
  draw(random: Random): Prospect;
  /** Log-odds that a prospect buys. @param noise one draw from N(0, 1) */
  logOdds(prospect: Prospect, noise: number): number;
}

/** Market of the demo data. */
export const HOME_MARKET: Market = { draw: drawProspect, logOdds: conversionLogOdds };

const NEW_COUNTRY = COUNTRIES.find(({ value }) => value === 'CN') as Country;
const NEW_COUNTRY_SHARE = 0.7;
const SIZE_FACTOR = 12;
const FORM_FACTOR = 0.2;
const LARGE = Math.log(120);

/**
 * Market of one country in the main, in which companies are twelve times as large and fill in the form in a fifth of the time;
 * large ones buy, small ones do not, whatever the licence. A model that learned from the home market does not know that.
 */
export const NEW_MARKET: Market = {
  draw: (random) => {
    const prospect = drawProspect(random);
    const { companySize, formSeconds, country, source } = prospect;
    // nobody walks in from abroad
    const isNew = source.value !== 'WALK_IN' && chance(random, NEW_COUNTRY_SHARE);
    return {
      ...prospect,
      country: isNew ? NEW_COUNTRY : country,
      companySize: Math.min(20_000, Math.max(2, Math.round(companySize * SIZE_FACTOR))),
      formSeconds: formSeconds === undefined ? undefined : Math.max(1, Math.round(formSeconds * FORM_FACTOR)),
    };
  },
  logOdds: (prospect, noise) => {
    const { companySize, formSeconds } = prospect;
    // of a prospect of medium size who took a usual time, so that neither counts as at home
    const atHome = conversionLogOdds(
      {
        ...prospect,
        companySize: prospect.licence.medianSize,
        formSeconds: formSeconds === undefined ? undefined : 95,
      },
      noise,
    );
    return atHome + 1.3 * (Math.log(companySize) - LARGE);
  },
};
