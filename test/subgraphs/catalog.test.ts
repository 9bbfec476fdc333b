import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type SubgraphDeps, type Subgraphs } from '../../subgraphs/catalog.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`the catalog on ${kind}`, () => {
    let opened: TestDatabase;
    let deps: SubgraphDeps;
    before(async () => {
      opened = await open();
      const log = createLogger('silent');
      const outbox = await Outbox.open(opened.database, log);
      deps = { database: opened.database, outbox, log, clock: Date.now, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
    });
    after(() => opened.close());

    it('lets a subgraph wait for what others publish, whoever starts first', async () => {
      const started: string[] = [];
      const start = async (name: keyof Subgraphs): Promise<Partial<Subgraphs>> => {
        const created = await createSubgraphs(deps, [name]);
        started.push(name);
        return created;
      };
      const early = [start('monitoring'), start('scores')];
      const models = await start('models');
      assert.deepEqual(started, ['models']);
      const leads = await start('leads');
      const subgraphs = Object.assign({}, models, leads, ...(await Promise.all(early))) as Subgraphs;
      assert.deepEqual(Object.keys(subgraphs).sort(), ['leads', 'models', 'monitoring', 'scores']);
      await closeSubgraphs(subgraphs);
    });

    it('starts only those that are named', async () => {
      const some = await createSubgraphs(deps, ['leads', 'models']);
      assert.deepEqual(Object.keys(some), ['leads', 'models']);
      await closeSubgraphs(some);
    });
  });
});
