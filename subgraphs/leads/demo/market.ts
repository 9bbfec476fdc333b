import { conversionLogOdds } from './ground-truth.ts';
import { drawProspect, type Prospect } from './prospect.ts';
import type { Random } from './random.ts';

/** Population that leads are drawn from, and the truth of their conversion. */
export interface Market {
  /** Draws a prospect. */
  draw(random: Random): Prospect;
  /** Log-odds that a prospect buys. @param noise one draw from N(0, 1) */
  logOdds(prospect: Prospect, noise: number): number;
}

/** Market of the demo data. */
export const HOME_MARKET: Market = { draw: drawProspect, logOdds: conversionLogOdds };

const SIZE_FACTOR = 6;
const FORM_FACTOR = 0.3;
const LARGE = Math.log(60);

/**
 * Market in which companies are six times as large and fill in the form in a third of the time; large ones buy, small ones do
 * not, whatever the licence. A model that learned from the home market does not know that.
 */
export const NEW_MARKET: Market = {
  draw: (random) => {
    const prospect = drawProspect(random);
    const { companySize, formSeconds } = prospect;
    return {
      ...prospect,
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
