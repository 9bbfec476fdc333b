import { useEffect } from 'react';

/**
 * Moves the focus of the open dialog to its first field with a fault, after each attempt to send it and each refusal.
 *
 * @param attempts number of attempts that were stopped by a fault
 * @param refusal  of the gateway; none before the first
 */
export function useFaultFocus(attempts: number, refusal: unknown): void {
  useEffect(() => {
    if (attempts > 0) focusFirstFault();
  }, [attempts]);
  useEffect(() => {
    if (refusal) focusFirstFault();
  }, [refusal]);
}

function focusFirstFault(): void {
  document.querySelector<HTMLElement>('dialog[open] [aria-invalid]')?.focus();
}
