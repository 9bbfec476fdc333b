import type { AlertMetric } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import { ALERT_WORDS, type AlertWords } from './alert-words.messages.ts';
import { METRIC_UNITS } from './metric-unit.ts';

/** Subject of an alert. */
export interface AlertSubject {
  readonly metric: AlertMetric;
  readonly model: string;
  readonly version: number | null;
  readonly feature: string | null;
  readonly slice: string | null;
}

const HOUR_MS = 3_600_000;
const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

/** Words for alerts, with the subject of an alert and a value of its metric as texts. */
export function useAlertWords(): {
  readonly words: AlertWords;
  readonly subject: (alert: AlertSubject) => string;
  readonly value: (metric: AlertMetric, value: number | null | undefined) => string;
} {
  const words = useMessages(ALERT_WORDS);
  const { severities, feature: nameOf } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const text = (metric: AlertMetric, value: number): string => {
    switch (METRIC_UNITS[metric]) {
      case 'MILLISECONDS':
        return words.milliseconds(format.number(value, value < 10 ? 1 : 0));
      case 'PER_SECOND':
        return words.perSecond(format.number(value, 2));
      case 'SHARE':
        return format.percent(value, 2);
      case 'RATIO':
        return format.number(value, 3);
      case 'HOURS':
        return format.duration(value * HOUR_MS);
      case 'SECONDS':
        return format.duration(value * 1_000);
      case 'SEVERITY': {
        const severity = SEVERITIES[value - 1];
        return severity ? severities[severity] : words.severityNone;
      }
      default:
        return format.number(value, 1);
    }
  };
  const subject = ({ metric, model, version, feature, slice }: AlertSubject): string => {
    const known: Readonly<Record<string, string>> = words.subjects;
    const whole = known[model] ?? isolated(version === null ? model : `${model} ${version}`);
    const name = words.metrics[metric];
    const part = feature === null ? name : words.part(name, isolated(nameOf(feature)));
    return words.of(part, slice === null ? whole : `${whole} (${isolated(slice)})`);
  };
  return {
    words,
    subject,
    value: (metric, value) => (value === null || value === undefined ? '–' : text(metric, value)),
  };
}

/** A text that is read in its own direction amid another: foreign names in Arabic. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
