import { useState } from 'react';
import { LeadExportDocument } from '../../graph/generated/graphql.ts';
import { execute } from '../../graph/graph-client.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { useMessages } from '../../language/messages.ts';
import { notify } from '../../ui/notices.tsx';
import { PERSON_MESSAGES } from './person.messages.ts';

/** The export of a person as a file. It is read when it is asked for, and not kept. */
export function useExport(id: string): { readonly isBusy: boolean; readonly download: () => void } {
  const texts = useMessages(PERSON_MESSAGES);
  const [isBusy, setBusy] = useState(false);
  const read = async (): Promise<void> => {
    setBusy(true);
    try {
      const { data, faults } = await execute(LeadExportDocument, { id });
      if (!data.exportPerson) throw new GraphError(faults);
      save(`person-${id.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.json`, JSON.stringify(data.exportPerson, null, 2));
      const { truncatedSections: cut } = data.exportPerson;
      notify(cut.length > 0 ? 'failed' : 'done', cut.length > 0 ? texts.truncated(cut.join(', ')) : texts.exported);
    } catch (error) {
      notify('failed', error instanceof GraphError ? `${error.code}: ${error.message}` : String(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, download: () => void read() };
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
