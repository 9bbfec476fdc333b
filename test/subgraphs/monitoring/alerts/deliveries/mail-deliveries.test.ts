import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { SMTPServerOptions } from 'smtp-server';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { CERTIFICATE, MailServer } from '../../../../support/monitoring/mail-server.ts';
import { MonitoringBench, NO_CHANNELS, START } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';

const DELIVERED = 'notice delivered';
const POSTPONED = 'notice not delivered; it is sent again';
const GIVEN_UP = 'notice given up; Alert.deliveries lists it';

onEachDatabase((kind, open) => {
  describe(`deliveries of alerts by mail on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    let mail: MailServer;
    const heard = new RecordedLog();
    /** status of SMTP for each further attempt to send to an address */
    const refusals = new Map<string, number[]>();
    const refusing: SMTPServerOptions = {
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = refusals.get(address)?.shift();
        done(responseCode === undefined ? undefined : Object.assign(new Error('no'), { responseCode }));
      },
    };
    before(async () => {
      [store, mail] = await Promise.all([open('monitoring'), MailServer.open(refusing)]);
      const email = {
        ...{ host: '127.0.0.1', port: mail.port, isSecure: false, allowsPlain: false, credentials: undefined },
        ...{ authorities: CERTIFICATE, from: 'scoring@example.com', to: ['ops@example.com', 'ann@example.com'] },
      };
      bench = await MonitoringBench.open(store, { alerts: { ...NO_CHANNELS, email }, log: heard.log });
    });
    after(async () => {
      await bench.close();
      await mail.close();
      await store.close();
    });
    afterEach(async () => {
      const left = mail.unread.splice(0);
      await bench.forgetAlerts();
      bench.now = START;
      assert.deepEqual(left, []);
    });

    /** Waits until so many notices were delivered. */
    const settled = async (count: number) => {
      for (let each = 0; each < count; each += 1) await heard.next(DELIVERED);
    };

    test('Deliveries of alerts by mail are sent again after a temporary refusal, and given up after a final one', async () => {
      await setChannels('EMAIL');
      refusals.set('ann@example.com', [550]);
      mail.answer({ status: 451 }, { status: 421 }, { status: 550 });
      await bench.signal({ value: 1 });
      assert.equal((await heard.next(GIVEN_UP)).target, 'ann@example.com');
      assert.equal((await heard.next(POSTPONED)).error, 'found SMTP status 451, expected 250');
      bench.now += 1_000;
      assert.equal((await heard.next(POSTPONED)).status, 421);
      bench.now += 5_000;
      assert.equal((await heard.next(GIVEN_UP)).status, 550);
      const ids = [await mail.next(), await mail.next(), await mail.next()].map(
        ({ text }) => /^Message-ID: (\S+)/m.exec(text)?.[1],
      );
      assert.equal(new Set(ids).size, 1);
      await sql`DELETE FROM monitoring.alert_rule WHERE revision > 1`.execute(bench.db);
    });

    test('Deliveries of alerts by mail are one for each address: a refusal of one is its own, and nobody gets a mail twice', async () => {
      await setChannels('EMAIL');
      refusals.set('ann@example.com', [450, 450]);
      await bench.signal({ value: 1 });
      for (const pauseMs of [1_000, 5_000]) {
        const { target, status } = await heard.next(POSTPONED);
        assert.deepEqual([target, status], ['ann@example.com', 450]);
        bench.now += pauseMs;
      }
      await settled(2);
      const came = [await mail.next(), await mail.next()];
      assert.deepEqual(came.map(({ to }) => to).sort(), [['ann@example.com'], ['ops@example.com']]);

      refusals.set('ann@example.com', [550]);
      await bench.signal({ value: 1, feature: 'page_views', at: bench.now + 1, slice: 'country=AE' });
      assert.deepEqual((await heard.next(GIVEN_UP)).target, 'ann@example.com');
      await settled(1);
      assert.deepEqual((await mail.next()).to, ['ops@example.com']);
      const { data } = await bench.ask(`{ alert(id: "feature-drift/lead-conversion/page_views/country%3DAE") {
        deliveries { receiver recipient state attempts lastStatus } } }`);
      const byRecipient = data.alert.deliveries.toSorted((a: { recipient: string }, b: { recipient: string }) =>
        a.recipient.localeCompare(b.recipient),
      );
      assert.deepEqual(byRecipient, [
        { receiver: 'EMAIL', recipient: 'ann@example.com', state: 'FAILED', attempts: 1, lastStatus: 550 },
        { receiver: 'EMAIL', recipient: 'ops@example.com', state: 'DELIVERED', attempts: 1, lastStatus: 250 },
      ]);
      await sql`DELETE FROM monitoring.alert_rule WHERE revision > 1`.execute(bench.db);
    });

    /** Lets warnings of drift go to one channel. */
    async function setChannels(channel: string): Promise<void> {
      const rule = {
        name: 'feature-drift',
        metric: 'FEATURE_DRIFT',
        levels: [{ severity: 'WARNING', enter: 1, leave: 0.8, channels: [channel] }],
      };
      const { errors } = await bench.ask(
        'mutation($rule: AlertRuleInput!) { setAlertRule(rule: $rule, reason: "test") { rule { name } } }',
        { rule },
      );
      assert.equal(errors, undefined);
    }
  });
});
