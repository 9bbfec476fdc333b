import { Link, useLocation } from 'wouter';
import { LeadPageDocument } from '../graph/generated/graphql.ts';
import { useGraph } from '../graph/use-graph.ts';
import { useMessages } from '../language/messages.ts';
import { useRight } from '../session/rights.ts';
import { Answer } from '../ui/answer.tsx';
import { PageHead } from '../ui/panel.tsx';
import { Empty } from '../ui/states.tsx';
import { leadIdOf } from './facts/lead-address.ts';
import { LEAD_MESSAGES } from './lead.messages.ts';
import { LeadView } from './lead-view.tsx';

/** The page of one lead. */
export default function LeadPage(): React.ReactNode {
  // wouter decodes a part of the address; an id needs all of it
  useLocation();
  const id = leadIdOf(window.location.pathname) ?? '';
  return <LeadOf key={id} id={id} />;
}

function LeadOf({ id }: { readonly id: string }): React.ReactNode {
  const texts = useMessages(LEAD_MESSAGES);
  const pii = useRight('leads:pii');
  const query = useGraph(LeadPageDocument, { id, pii });
  if (!query.data)
    return (
      <>
        <PageHead title={texts.lead} />
        <Answer of={query} lines={12}>
          {() => null}
        </Answer>
      </>
    );
  return (
    <Answer of={query}>
      {({ lead }) =>
        lead ? (
          <LeadView lead={lead} />
        ) : (
          <Empty>
            <h1>{texts.lead}</h1>
            <p className="wrap">
              <bdi>{texts.missing(id)}</bdi>
            </p>
            <p>{texts.missingNext}</p>
            <Link href="/">{texts.toQueue}</Link>
          </Empty>
        )
      }
    </Answer>
  );
}
