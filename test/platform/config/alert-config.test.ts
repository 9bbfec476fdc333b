import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const MAIL = {
  ALERT_SMTP_URL: 'smtp://scoring:p%40ss@mail.example.com',
  ALERT_EMAIL_FROM: 'scoring@example.com',
  ALERT_EMAIL_TO: 'ops@example.com, ann@example.com',
};
const read = (environment: Record<string, string>) => readConfig(environment).alerts;

describe('the configuration of alerts', () => {
  it('names nobody by default', () => {
    const { slackUrl, email, pagerDuty, webhook, retraining, allowPrivate } = read({});
    assert.deepEqual(
      [slackUrl, email, pagerDuty, webhook, retraining, allowPrivate],
      [...Array(5).fill(undefined), false],
    );
  });

  it('reads a mail server with its password, port and kind of TLS', () => {
    const { email } = read(MAIL);
    assert.deepEqual(email, {
      host: 'mail.example.com',
      port: 587,
      isSecure: false,
      allowsPlain: false,
      credentials: { user: 'scoring', pass: 'p@ss' },
      authorities: undefined,
      from: 'scoring@example.com',
      to: ['ops@example.com', 'ann@example.com'],
    });
    const secure = read({ ...MAIL, ALERT_SMTP_URL: 'smtps://mail.example.com' }).email;
    assert.deepEqual([secure?.port, secure?.isSecure, secure?.credentials], [465, true, undefined]);
  });

  it('reads one way to train a model', () => {
    const job = { DATABRICKS_HOST: 'https://adb.example.com/', DATABRICKS_TOKEN: 't', RETRAIN_JOB_ID: '42' };
    assert.deepEqual(read({ ...job, RETRAIN_COOL_DOWN_HOURS: '1' }).retraining, {
      coolDownMs: 3_600_000,
      by: { job: { host: 'https://adb.example.com', token: 't', jobId: 42, hasParameters: false } },
    });
    const url = { RETRAIN_URL: 'https://train.example.com/', ALERT_WEBHOOK_SECRET: SECRET };
    assert.equal(read(url).retraining?.coolDownMs, 86_400_000);
    assert.throws(() => read({ ...job, ...url }), /RETRAIN_URL: found it beside RETRAIN_JOB_ID/);
    assert.throws(() => read({ RETRAIN_JOB_ID: '42' }), /DATABRICKS_HOST or DATABRICKS_TOKEN: found nothing/);
    const command = { RETRAIN_COMMAND: '["python3","training/train.py"]' };
    assert.throws(() => read({ ...job, ...command }), /RETRAIN_COMMAND: found it beside RETRAIN_JOB_ID/);
    assert.throws(() => read({ ...url, ...command }), /RETRAIN_COMMAND: found it beside RETRAIN_URL/);
  });

  it('reads a training command as a list of arguments, with the variables that it may see', () => {
    const environment = { PATH: '/bin', TOKEN: 't', METRICS_TOKEN: 'hush'.repeat(8), LAKE_URL: 's3://lake' };
    const { retraining } = read({
      ...environment,
      RETRAIN_COMMAND: '["python3","training/train.py","a b"]',
      RETRAIN_TIMEOUT_MINUTES: '5',
      RETRAIN_PASS_ENV: 'TOKEN, ABSENT',
    });
    assert.deepEqual(retraining?.by, {
      command: {
        argv: ['python3', 'training/train.py', 'a b'],
        environment: { PATH: '/bin', TOKEN: 't', LAKE_URL: 's3://lake' },
        timeLimitMs: 300_000,
      },
    });
    for (const wrong of ['python3 train.py', '[]', '[""]', '"python3"', '[1]', '["a\\u0000"]'])
      assert.throws(() => read({ RETRAIN_COMMAND: wrong }), /RETRAIN_COMMAND: .*expected a JSON list of texts/, wrong);
    assert.throws(() => read({ RETRAIN_PASS_ENV: 'A=B' }), /RETRAIN_PASS_ENV/);
  });

  for (const [what, environment, expected] of [
    ['mail without a sender', { ...MAIL, ALERT_EMAIL_FROM: '' }, /ALERT_EMAIL_FROM/],
    [
      'a webhook without a secret',
      { ALERT_WEBHOOK_URL: 'https://x.example.com/' },
      /ALERT_WEBHOOK_SECRET: found nothing/,
    ],
    ['a sender with a line break', { ...MAIL, ALERT_EMAIL_FROM: 'a@b\nBcc: c@d' }, /ALERT_EMAIL_FROM/],
    ['a URL of another protocol', { ALERT_SLACK_URL: 'file:///etc/passwd' }, /ALERT_SLACK_URL/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => read(environment), expected);
    });
  }

  it('takes the time zone of notices by its IANA name', () => {
    assert.equal(read({}).timeZone, 'UTC');
    assert.equal(
      read({ ALERT_TIME_ZONE: 'America/Argentina/Buenos_Aires' }).timeZone,
      'America/Argentina/Buenos_Aires',
    );
    for (const zone of ['Mars/Olympus', '+02:00', 'here'])
      assert.throws(() => read({ ALERT_TIME_ZONE: zone }), /ALERT_TIME_ZONE/);
  });

  it('takes an address that is named twice once', () => {
    const { email } = read({ ...MAIL, ALERT_EMAIL_TO: 'ops@example.com, Ops@example.com, ann@example.com' });
    assert.equal(email?.to.length, 2);
  });

  it('never tells a secret that is wrong', () => {
    const wrong = { ALERT_SLACK_URL: 'hush:x', ALERT_WEBHOOK_SECRET: 'hush', ALERT_SMTP_URL: 'hush://user:hush@x' };
    assert.throws(
      () => read(wrong),
      (error: Error) => !error.message.includes('hush') && error.message.split('\n').length === 3,
    );
  });
});
