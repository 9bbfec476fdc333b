import { type ReactNode, useState } from 'react';
import { type BatchJobStatus, DataBatchJobsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { Pager, usePaging } from '../shared/pager.tsx';
import { ActiveJob } from './active-job.tsx';
import { BATCH_MESSAGES } from './batch.messages.ts';
import { FinishedJobs } from './finished-jobs.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';

const READ_EVERY_MS = 10_000;
const ACTIVE: BatchJobStatus[] = ['QUEUED', 'RUNNING'];
const ENDED: BatchJobStatus[] = ['SUCCEEDED', 'CANCELLED', 'FAILED'];

/** Batch jobs: those under way with their progress, and those that ended with their throughput. */
export default function BatchTab(): ReactNode {
  return (
    <div className={shared.stack}>
      <ActiveJobs />
      <EndedJobs />
    </div>
  );
}

function ActiveJobs(): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const pages = useGraphPages(DataBatchJobsDocument, { statuses: ACTIVE }, ({ batchJobs }) => batchJobs?.pageInfo, {
    every: READ_EVERY_MS,
  });
  return (
    <Panel title={texts.active} actions={<Starters />}>
      <Answer of={pages.query} lines={2}>
        {(read) => {
          const active = read.flatMap(({ batchJobs }) => batchJobs?.edges ?? []).map(({ node }) => node);
          if (active.length === 0) return <p className={shared.note}>{texts.idle}</p>;
          return (
            <>
              <ul className={shared.stack}>
                {active.map((job) => (
                  <ActiveJob key={job.id} job={job} />
                ))}
              </ul>
              <ShowMore list={texts.active} shown={active.length} extent={pages} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

/** Buttons that start a job, for readers who may. */
function Starters(): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const [opened, setOpened] = useState<'START' | 'IMPORT'>();
  if (!useRight('scores:write')) return null;
  return (
    <>
      <span className={shared.row}>
        <Button onClick={() => setOpened('IMPORT')}>{texts.import}</Button>
        <Button kind="primary" onClick={() => setOpened('START')}>
          {texts.start}
        </Button>
      </span>
      <StartDialog isOpen={opened === 'START'} onClose={() => setOpened(undefined)} />
      <ImportDialog isOpen={opened === 'IMPORT'} onClose={() => setOpened(undefined)} />
    </>
  );
}

function EndedJobs(): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const { all } = useMessages(DATA_MESSAGES);
  const [status, setStatus] = useState<BatchJobStatus | ''>('');
  const paging = usePaging(status);
  const variables = { statuses: status ? [status] : ENDED, after: paging.after };
  const jobs = useGraph(DataBatchJobsDocument, variables, { keepsPrevious: true, every: 3 * READ_EVERY_MS });
  return (
    <Panel title={texts.finished}>
      <div className={shared.filters}>
        <SelectField
          label={texts.state}
          value={status}
          onChange={(event) => setStatus(event.target.value as BatchJobStatus | '')}
        >
          <option value="">{all}</option>
          {ENDED.map((each) => (
            <option key={each} value={each}>
              {texts.status[each]}
            </option>
          ))}
        </SelectField>
      </div>
      <Answer of={jobs}>
        {({ batchJobs }) => {
          if (!batchJobs) return null;
          if (batchJobs.edges.length === 0 && paging.page === 1)
            return status ? <p className={shared.note}>{texts.noneOfState}</p> : <NoJobs />;
          return (
            <>
              <FinishedJobs jobs={batchJobs.edges.map(({ node }) => node)} />
              <Pager paging={paging} of={batchJobs.pageInfo} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

function NoJobs(): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  return (
    <Empty>
      <p className={shared.strong}>{texts.empty}</p>
      <p className={shared.note}>
        {texts.emptyHow} <code>docs/guides/batch.md</code>
      </p>
    </Empty>
  );
}
