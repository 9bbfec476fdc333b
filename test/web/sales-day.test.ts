import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { expectLeads, rowOf } from '../support/web/queue-view.ts';
import { dialogOf, idsOf, press, SalesTeam } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

for (const database of ['pglite', 'postgres'] as const)
  describe(`a day of sales on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let team: SalesTeam;
    before(async () => {
      world = await WebWorld.open({ database });
      team = new SalesTeam(world);
    });
    afterEach(() => team.leave());
    after(() => world.close());

    it('reads in the explanation what adds up to the log-odds of the score', async () => {
      const [id] = idsOf(await team.list({ grades: ['A'] })) as [string];
      const sara = await team.open('sara', `/lead/${id}`);
      await press(sara, 'Show all features');
      const rows = sara.page.getByRole('list', { name: 'Why this score' }).getByRole('listitem');
      const texts = await rows.allInnerTexts();
      const hundredths = texts.map((text) => {
        const shown = /([+-]?\d+\.\d\d)(?: \(.*\))?\s*$/.exec(text.replaceAll(/[\u2212\u2012]/g, '-'))?.[1];
        return Math.round(Number(shown) * 100);
      });
      const end = hundredths.pop() as number;
      assert.equal(
        hundredths.reduce((sum, value) => sum + value, 0),
        end,
        texts.join('\n'),
      );
      const { probability, explanation } = (await team.lead(id)).score;
      assert.ok(Math.abs(end / 100 - explanation.margin) <= 0.005, `${end} of ${explanation.margin}`);
      const logOdds = Math.log(probability / (1 - probability));
      assert.ok(Math.abs(end / 100 - logOdds) <= 0.02, `${end} of ${logOdds}`);
      await assertSound(sara);
    });

    it('overrides a grade, which a queue and a lead in other windows show without being loaded again', async () => {
      await team.submit('harbour', { company: 'Harbour Lights' });
      const [sara, queue, page] = await Promise.all([
        team.open('sara', '/lead/harbour'),
        team.open('omar', '/?q=harbour+lights'),
        team.open('omar', '/lead/harbour'),
      ]);
      await expectLeads(queue.page, ['harbour']);
      await press(sara, 'Override grade');
      await dialogOf(sara).getByRole('radio', { name: 'A', exact: true }).check();
      await dialogOf(sara).getByLabel('Reason').fill('met the owner');
      await press(sara, '30 days');
      await assertSound(sara);
      await dialogOf(sara).getByRole('button', { name: 'Override' }).click();
      await rowOf(queue.page, 'harbour').getByText('Given by a person').waitFor();
      await page.page.getByText('Overridden by sara').waitFor();
      await page.page.getByText('met the owner').first().waitFor();
      const { effectiveGrade, scoreOverride } = await team.lead('harbour');
      assert.equal(effectiveGrade, 'A');
      const days = (Date.parse(scoreOverride.expiresAt) - Date.now()) / 86_400_000;
      assert.ok(days > 29 && days < 30, scoreOverride.expiresAt);
      for (const reader of [sara, queue, page]) await assertSound(reader);
    });

    it('records an interaction and the outcome, and the lead leaves the queue of others', async () => {
      await team.submit('quay', { company: 'Quayside Trading' });
      const sara = await team.open('sara', '/lead/quay');
      const queue = await team.open('omar', '/?q=quayside');
      await expectLeads(queue.page, ['quay']);
      await press(sara, 'Record interaction');
      await dialogOf(sara).getByLabel('Duration in minutes').fill('12');
      await dialogOf(sara).getByLabel('Note').fill('wants two offices');
      await assertSound(sara);
      await press(sara, 'Record');
      await sara.page.getByText('wants two offices').waitFor();
      await press(sara, 'Record outcome');
      await dialogOf(sara).getByRole('radio', { name: 'Converted' }).check();
      await dialogOf(sara).getByLabel('Revenue in AED').fill('25000');
      await assertSound(sara);
      await press(sara, 'Record and close');
      await sara.page.getByText('This lead is closed: Converted.').waitFor();
      await rowOf(queue.page, 'quay').getByText('No longer in this view').waitFor();
      const { interactions, outcome, stage } = await team.lead('quay');
      assert.deepEqual(
        interactions.edges.map(({ node }: { node: unknown }) => node),
        [{ kind: 'CALL', durationSeconds: 720, note: 'wants two offices' }],
      );
      assert.deepEqual([stage, outcome.result, outcome.revenue], ['WON', 'CONVERTED', 25_000]);
      for (const reader of [sara, queue]) await assertSound(reader);
    });

    it('sees that somebody closed a lead of the list, though nothing else happened to it', async () => {
      await team.submit('pier', { company: 'Pier Supplies' });
      const sara = await team.open('sara', '/?q=pier+supplies');
      await expectLeads(sara.page, ['pier']);
      // what happens before the rows are read once more is seen by that
      await sara.page.waitForResponse(async (response) => (await response.text()).includes('"reasons"'));
      await world.ask('mutation { recordOutcome(leadId: "pier", outcome: { result: LOST }) { leadId } }');
      await rowOf(sara.page, 'pier').getByText('No longer in this view').waitFor();
      await assertSound(sara);
    });

    it('edits while another does: both values of a field that both changed, and nothing lost', async () => {
      await team.submit('pearl', { company: 'Pearl', owner: 'rania' });
      const sara = await team.open('sara', '/lead/pearl');
      const omar = await team.open('omar', '/lead/pearl');
      for (const reader of [sara, omar]) await press(reader, 'Edit');
      await dialogOf(sara).getByLabel('Company').fill('Pearl of Sara');
      await dialogOf(sara).getByLabel('Emirate').fill('Sharjah');
      await dialogOf(omar).getByLabel('Company').fill('Pearl of Omar');
      await dialogOf(omar).getByLabel('Assignee').fill('omar');
      await press(omar, 'Save');
      await omar.page.getByText('The lead is changed.').waitFor();
      await dialogOf(sara).getByText('Somebody else changed this lead meanwhile.').waitFor();
      await dialogOf(sara).getByRole('radio', { name: 'Theirs: Pearl of Omar' }).waitFor();
      assert.equal(await dialogOf(sara).getByLabel('Assignee').inputValue(), 'omar');
      assert.ok(await dialogOf(sara).getByRole('button', { name: 'Save' }).isDisabled());
      await assertSound(sara);
      await dialogOf(sara).getByRole('radio', { name: 'Yours: Pearl of Sara' }).check();
      await press(sara, 'Save');
      await omar.page.getByRole('heading', { name: 'Pearl of Sara' }).waitFor();
      const { company, owner, emirate } = await team.lead('pearl');
      assert.deepEqual([company, owner, emirate], ['Pearl of Sara', 'omar', 'Sharjah']);
      for (const reader of [sara, omar]) await assertSound(reader);
    });

    it('tries other values, and nothing is recorded', async () => {
      const [id] = idsOf(await team.list({ grades: ['C'] })) as [string];
      const sara = await team.open('sara', `/lead/${id}`);
      const { scoreHistory, version } = await team.lead(id);
      await press(sara, 'What if');
      await sara.page.getByRole('slider').first().focus();
      for (let step = 0; step < 5; step += 1) await sara.page.keyboard.press('ArrowRight');
      await sara.page.getByRole('list', { name: 'What the changed values do' }).waitFor();
      await sara.page.getByLabel('Industry').selectOption({ index: 1 });
      await sara.page.getByRole('list', { name: 'What the changed values do' }).getByText('Industry').waitFor();
      await assertSound(sara);
      const later = await team.lead(id);
      assert.deepEqual([later.scoreHistory, later.version], [scoreHistory, version]);
    });

    it('merges two duplicates, and undoes it', async () => {
      await team.submit('oasis-1', { company: 'Oasis', email: 'info@oasis.example' });
      await team.submit('oasis-2', { company: 'Oasis', email: 'INFO@oasis.example', owner: 'omar' });
      const sara = await team.open('sara', '/lead/oasis-1');
      await press(sara, 'Compare and merge');
      await dialogOf(sara).getByLabel('Reason').fill('one company');
      await assertSound(sara);
      await dialogOf(sara).getByRole('button', { name: 'Merge', exact: true }).click();
      await sara.page.getByRole('heading', { name: 'Merged into this lead' }).waitFor();
      assert.equal((await team.lead('oasis-2')).mergedInto.id, 'oasis-1');
      assert.equal((await team.lead('oasis-1')).owner, 'omar');
      await assertSound(sara);
      await press(sara, 'Undo');
      await dialogOf(sara).getByLabel('Reason').fill('two companies');
      await assertSound(sara);
      await dialogOf(sara).getByRole('button', { name: 'Undo' }).click();
      await sara.page.getByText('undone', { exact: true }).waitFor();
      const [one, two] = [await team.lead('oasis-1'), await team.lead('oasis-2')];
      assert.deepEqual([one.owner, two.mergedInto, two.stage], [null, null, 'NEW']);
      await assertSound(sara);
    });

    it('erases a person only by the typed id, and the queue has nothing of them any more', async () => {
      await team.submit('creek', { company: 'Creek Crafts', name: 'Layla Haddad' });
      const sara = await team.open('sara', '/?q=creek+crafts');
      await rowOf(sara.page, 'creek').getByRole('link', { name: 'Creek Crafts' }).click();
      await press(sara, 'Erase the person');
      const erase = dialogOf(sara).getByRole('button', { name: 'Erase the person' });
      await dialogOf(sara).getByLabel('Reason').fill('asked by the person');
      await dialogOf(sara).getByLabel('To confirm, type the id of the lead').fill('creek crafts');
      await erase.click();
      await dialogOf(sara).getByText('This is not the id of this lead.').waitFor();
      await assertSound(sara);
      assert.equal((await team.lead('creek')).company, 'Creek Crafts');
      await dialogOf(sara).getByLabel('To confirm, type the id of the lead').fill('creek');
      await erase.click();
      await sara.page.getByText('The person is erased.').waitFor();
      assert.equal(await sara.page.getByText('Layla Haddad').count(), 0);
      await assertSound(sara);
      assert.equal(await team.lead('creek'), null);
      await sara.go('Queue');
      await sara.page.getByRole('searchbox', { name: 'Search leads' }).fill('creek crafts');
      await sara.page.getByText('No lead of this view has these words.').waitFor();
      assert.equal(await sara.page.getByText('Creek Crafts').count(), 0);
      await assertSound(sara);
    });
  });
