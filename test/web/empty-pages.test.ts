import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { VIEWS } from '../support/web/views.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

/** Words by which a page says that it has nothing to show; pages that have something anyway are not listed. */
const EMPTY: Readonly<Record<string, Readonly<Record<'en' | 'ar', string>>>> = {
  queue: { en: 'No lead meets the conditions of this view.', ar: 'لا يوجد عميل يستوفي شروط هذا العرض.' },
  lead: { en: 'There is no lead with the id', ar: 'لا يوجد عميل محتمل بالمعرّف' },
  models: { en: 'There is no model yet.', ar: 'لا يوجد' },
};

/** a view of each address */
const PAGES = [...new Map(VIEWS.toReversed().map((view) => [view.address, view])).values()].reverse();

for (const database of ['pglite', 'postgres'] as const)
  describe(`the pages of an installation without data on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    before(async () => {
      world = await WebWorld.open({ database, environment: { DEMO: 'false' } });
    });
    after(() => world.close());

    for (const language of ['en', 'ar'] as const)
      it(`say so in their own words, on a wide and a narrow screen: ${language}`, async () => {
        const reader = await world.reader({ language });
        for (const { name, address } of PAGES) {
          await reader.signIn(world.adminToken, address);
          await reader.settled();
          const words = EMPTY[name]?.[language];
          if (words) await reader.page.getByText(words).first().waitFor();
          const main = reader.page.getByRole('main').filter({ hasText: /(\S\s*){20}/ });
          await main.waitFor();
          const alerts = await main.getByRole('alert').allInnerTexts();
          assert.deepEqual(alerts.filter(Boolean), [], name);
          await assertSound(reader);
          await reader.page.setViewportSize({ width: 390, height: 844 });
          await assertSound(reader);
          await reader.page.setViewportSize({ width: 1280, height: 900 });
        }
        await reader.close();
      });
  });
