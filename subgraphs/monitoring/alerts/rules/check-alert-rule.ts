import { InputFaults } from '../../../../platform/input-faults.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../platform/time.ts';
import { type AlertLevel, type AlertRule, DEFAULT_NO_DATA_MS, severityRank } from './alert-rule.ts';

const MOST_VALUES = 1_000;
const LEAST_REMINDER_MS = MINUTE_MS;

/**
 * Validates a rule before it is stored. Messages use the fields and units of `AlertRuleInput`.
 *
 * @throws {DomainError} ALERT_RULE_INVALID, naming every field that is wrong
 */
export function checkAlertRule(rule: AlertRule): void {
  const faults = new InputFaults();
  const { name, scope, levels } = rule;
  if (!/^[a-z0-9-]{1,60}$/.test(name)) faults.add('rule.name', name, 'letters a–z, digits and hyphens, 60 at most');
  if (scope.rule !== undefined && scope.rule !== name)
    faults.add('rule.scope.rule', scope.rule, 'nothing, or its own name');
  if (levels.length === 0) faults.add('rule.levels', levels, 'at least one');
  checkCounts(rule, faults);
  checkTimes(rule, faults);
  for (const [i, level] of levels.entries()) checkLevel(rule, level, `rule.levels[${i}]`, levels[i - 1], faults);
  faults.check('ALERT_RULE_INVALID');
}

function checkCounts({ breaches, of, clear }: AlertRule, faults: InputFaults): void {
  const isWindow = Number.isInteger(of) && of >= 1 && of <= MOST_VALUES;
  if (!isWindow) faults.add('rule.of', of, `1 to ${MOST_VALUES}`);
  const most = isWindow ? of : MOST_VALUES;
  if (!Number.isInteger(breaches) || breaches < 1 || breaches > most)
    faults.add('rule.breaches', breaches, isWindow ? `1 to ${most}, the value of rule.of` : `1 to ${most}`);
  if (!Number.isInteger(clear) || clear < 1) faults.add('rule.clear', clear, '1 or more');
}

function checkTimes({ clearMs, noDataMs = DEFAULT_NO_DATA_MS, remindAfterMs }: AlertRule, faults: InputFaults): void {
  if (!(clearMs >= 0)) faults.add('rule.clearSeconds', clearMs / 1_000, '0 or more');
  if (!(noDataMs >= 0)) faults.add('rule.noDataSeconds', noDataMs / 1_000, '0 or more');
  if (!(remindAfterMs >= LEAST_REMINDER_MS))
    faults.add('rule.remindAfterHours', remindAfterMs / HOUR_MS, '1/60 (a minute) or more');
}

function checkLevel(
  { bad }: AlertRule,
  { severity, enter, leave }: AlertLevel,
  where: string,
  before: AlertLevel | undefined,
  faults: InputFaults,
): void {
  const isWorse = (one: number, other: number) => (bad === 'HIGH' ? one > other : one < other);
  if (!Number.isFinite(enter)) faults.add(`${where}.enter`, enter, 'a finite number');
  if (!Number.isFinite(leave)) faults.add(`${where}.leave`, leave, 'a finite number');
  else if (isWorse(leave, enter))
    faults.add(
      `${where}.leave`,
      leave,
      `${enter} (the value of ${where}.enter), or ${bad === 'HIGH' ? 'less' : 'more'}`,
    );
  if (!before) return;
  if (severityRank(severity) <= severityRank(before.severity))
    faults.add(`${where}.severity`, severity, `more than ${before.severity}`);
  if (Number.isFinite(enter) && !isWorse(enter, before.enter))
    faults.add(
      `${where}.enter`,
      enter,
      `${bad === 'HIGH' ? 'more' : 'less'} than ${before.enter}, that of the level before`,
    );
}
