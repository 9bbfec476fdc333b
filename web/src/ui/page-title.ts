import { useEffect } from 'react';

/** Names the window after the page that it shows. Nothing personal: it stays in the browser's history. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Lead Scoring`;
  }, [title]);
}
