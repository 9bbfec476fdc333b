import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphClient } from '../../gateway/demo/client/graph-client.ts';
import { failingCanary } from '../../gateway/demo/failing-canary.ts';
import { projectFile } from '../../platform/process/program.ts';
import { record, writeRecording } from '../support/web/recording.ts';
import { VIEWS } from '../support/web/views.ts';
import { WebWorld } from '../support/web/web-world.ts';

/**
 * `npm run screens`: records the answers of a real gateway with the demo to every view that is pictured. The pictures are
 * then written by the test that compares them.
 */
const FOLDER = projectFile('test/web/screens').pathname;

for (const file of await readdir(FOLDER)) await rm(join(FOLDER, file));
const world = await WebWorld.open({ hasLake: true, environment: { CRM_DEMO: 'true' } });
try {
  // a rollout that was rolled back, with its alert and traffic to look at
  await failingCanary(new GraphClient(world.url, world.adminToken), console.log);
  for (const view of VIEWS) {
    const reader = await world.reader();
    const recording = await record(reader.page, new Date());
    await reader.signIn(world.adminToken, view.address);
    await reader.settled();
    await view.prepare?.(reader);
    await reader.settled();
    // the first refreshes too
    await sleep(2_000);
    await writeRecording(join(FOLDER, `${view.name}.json`), recording);
    console.log(view.name, Object.keys(recording.answers).length, 'answers', reader.takeFaults().join('\n'));
    await reader.close();
  }
  await writeFile(join(FOLDER, 'browser.txt'), `${world.browser.version().split('.')[0]}\n`);
} finally {
  await world.close();
}
