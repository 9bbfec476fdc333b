import type {
  AlertChannel,
  AlertMetric,
  AlertNoDataAction,
  AlertRuleInput,
  AlertSeverity,
  BadSide,
} from '../../../graph/generated/graphql.ts';

/** Severities that a rule can have levels of, rising. */
export const LEVELS = ['INFO', 'WARNING', 'CRITICAL'] as const satisfies readonly AlertSeverity[];

/** Channels of a level. */
export const CHANNELS = ['SLACK', 'EMAIL', 'PAGERDUTY', 'WEBHOOK'] as const satisfies readonly AlertChannel[];

/** A rule as the graph has it. */
export interface StoredRule {
  readonly name: string;
  readonly metric: AlertMetric;
  readonly bad: BadSide;
  readonly scope: { readonly model: string | null; readonly feature: string | null; readonly slice: string | null };
  readonly levels: readonly {
    readonly severity: AlertSeverity;
    readonly enter: number;
    readonly leave: number;
    readonly channels: readonly AlertChannel[];
  }[];
  readonly breaches: number;
  readonly of: number;
  readonly clear: number;
  readonly clearSeconds: number;
  readonly noData: AlertNoDataAction;
  readonly noDataSeconds: number;
  readonly remindAfterHours: number;
}

/** A level as its fields hold it. */
export interface LevelForm {
  readonly severity: AlertSeverity;
  readonly isUsed: boolean;
  readonly enter: string;
  readonly leave: string;
  readonly channels: readonly AlertChannel[];
}

/** A rule as the fields of its dialog hold it. */
export interface RuleForm {
  readonly name: string;
  readonly metric: AlertMetric;
  readonly bad: BadSide;
  readonly model: string;
  readonly feature: string;
  readonly slice: string;
  readonly levels: readonly LevelForm[];
  readonly breaches: string;
  readonly of: string;
  readonly clear: string;
  readonly clearSeconds: string;
  readonly noData: AlertNoDataAction;
  readonly noDataSeconds: string;
  readonly remindAfterHours: string;
}

/** Fields of a rule, with the faults that the graph found in them. */
export interface RuleFieldsProps {
  readonly form: RuleForm;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (form: RuleForm) => void;
}

const DEFAULT_CHANNELS: Readonly<Record<AlertSeverity, readonly AlertChannel[]>> = {
  INFO: [],
  WARNING: ['SLACK'],
  CRITICAL: ['SLACK', 'EMAIL', 'PAGERDUTY'],
};

/** The fields of a rule; of a new one with the defaults of the graph. */
export function formOf(rule: StoredRule | undefined): RuleForm {
  return {
    name: rule?.name ?? '',
    metric: rule?.metric ?? 'ERROR_RATE',
    bad: rule?.bad ?? 'HIGH',
    model: rule?.scope.model ?? '',
    feature: rule?.scope.feature ?? '',
    slice: rule?.scope.slice ?? '',
    levels: LEVELS.map((severity) => {
      const level = rule?.levels.find((each) => each.severity === severity);
      return {
        severity,
        isUsed: level !== undefined,
        enter: level ? String(level.enter) : '',
        leave: level ? String(level.leave) : '',
        channels: level?.channels ?? DEFAULT_CHANNELS[severity],
      };
    }),
    breaches: String(rule?.breaches ?? 1),
    of: String(rule?.of ?? 1),
    clear: String(rule?.clear ?? 3),
    clearSeconds: String(rule?.clearSeconds ?? 0),
    noData: rule?.noData ?? 'KEEP',
    noDataSeconds: String(rule?.noDataSeconds ?? 900),
    remindAfterHours: String(rule?.remindAfterHours ?? 168),
  };
}

/** The input of a rule for the graph. */
export function inputOf(form: RuleForm): AlertRuleInput {
  return {
    name: form.name.trim(),
    metric: form.metric,
    bad: form.bad,
    scope: { model: textOrNull(form.model), feature: textOrNull(form.feature), slice: textOrNull(form.slice) },
    levels: form.levels
      .filter(({ isUsed }) => isUsed)
      .map(({ severity, enter, leave, channels }) => ({
        severity,
        enter: Number(enter),
        // by default a level is left where it is entered
        leave: Number(leave === '' ? enter : leave),
        channels: [...channels],
      })),
    breaches: Number(form.breaches),
    of: Number(form.of),
    clear: Number(form.clear),
    clearSeconds: Number(form.clearSeconds),
    noData: form.noData,
    noDataSeconds: Number(form.noDataSeconds),
    remindAfterHours: Number(form.remindAfterHours),
  };
}

/**
 * Faults of a refused rule by their field, as `levels[0].leave`: of `rule.of: found 0, expected 1 to 1000; rule.clear: …`.
 */
export function faultsByField(message: string): ReadonlyMap<string, string> {
  const parts = message.split(/(?:^|; )rule\.(?=[\w.[\]]+: )/).filter((part) => part !== '');
  return new Map(
    parts.flatMap((part) => {
      const [, field, fault] = /^([\w.[\]]+): (.+)$/s.exec(part) ?? [];
      return field !== undefined && fault !== undefined ? [[field, fault] as const] : [];
    }),
  );
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
