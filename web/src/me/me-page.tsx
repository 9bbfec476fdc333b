import { PageHead } from '../ui/panel.tsx';

/** The page of me. */
export default function MePage(): React.ReactNode {
  return <PageHead title="Me" />;
}
