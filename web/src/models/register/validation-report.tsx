import type { ReactNode } from 'react';
import type { ModelValidateMutation } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { REGISTER_MESSAGES } from './register.messages.ts';
import own from './register.module.css';

/** Result of the dry run of a registration. */
export type Validation = NonNullable<ModelValidateMutation['validateModelVersion']>;

/** Every fault with its place, the warnings, and what was measured. */
export function ValidationReport({ of }: { readonly of: Validation }): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const format = useFormat();
  return (
    <div className={styles.stack} role="status">
      <p>
        <Badge tone={of.isValid ? 'good' : 'bad'}>
          {of.isValid ? texts.valid : texts.faults(of.faults.length, format.number(of.faults.length))}
        </Badge>
      </p>
      {of.faults.length > 0 && <Faults of={of} />}
      {of.warnings.length > 0 && (
        <div>
          <h3>{texts.warnings}</h3>
          <ul className={own.warnings}>
            {of.warnings.map((warning) => (
              <li key={warning}>
                <bdi>{warning}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Measured of={of} />
    </div>
  );
}

function Faults({ of }: { readonly of: Validation }): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  return (
    <DataTable
      caption={texts.message}
      isCaptionHidden
      rows={of.faults}
      keyOf={({ code, path, message }) => `${code} ${path} ${message}`}
      columns={[
        { name: texts.place, cell: ({ path }) => path && <bdi className={styles.mono}>{path}</bdi> },
        { name: texts.found, cell: ({ found }) => found && <bdi>{found}</bdi> },
        { name: texts.expected, cell: ({ expected }) => expected && <bdi>{expected}</bdi> },
        {
          name: texts.message,
          cell: ({ message, code }) => (
            <>
              <bdi>{message}</bdi> <code className={styles.secondary}>{code}</code>
            </>
          ),
        },
      ]}
    />
  );
}

function Measured({ of }: { readonly of: Validation }): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const format = useFormat();
  const ms = (value: number | null | undefined): string | undefined =>
    value == null ? undefined : `${format.number(value, 2)} ms`;
  const { scoreComparison: scores } = of;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [texts.size, of.sizeBytes == null ? undefined : format.bytes(of.sizeBytes)],
    [texts.form, of.inputForm],
    [texts.oneRow, ms(of.oneRowMs)],
    [texts.batch, ms(of.batchMs)],
    [texts.cost, of.costClass && texts.costClass[of.costClass]],
    [
      texts.explanation,
      of.explanationMethod && `${of.explanationMethod}${of.inexactBecause ? `: ${of.inexactBecause}` : ''}`,
    ],
    [
      texts.scores,
      scores &&
        texts.reproduced(
          format.number(scores.rows),
          format.number(scores.largestDifference, 9),
          format.number(scores.tolerance, 6),
        ),
    ],
  ];
  const known = facts.filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <dl className={styles.facts} aria-label={texts.measured}>
      {known.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd data-volatile="">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
