import { PageHead } from '../ui/panel.tsx';

/** The page of models. */
export default function ModelsPage(): React.ReactNode {
  return <PageHead title="Models" />;
}
