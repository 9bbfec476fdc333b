import { PageHead } from '../ui/panel.tsx';

/** The page of lead. */
export default function LeadPage(): React.ReactNode {
  return <PageHead title="Lead" />;
}
