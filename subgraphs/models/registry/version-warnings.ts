import type { VersionDocument } from '../versions/rules/version-document.ts';

/** Gaps that a registration accepts, though the platform needs the values later. */
export function versionWarnings(document: VersionDocument): readonly string[] {
  const { metrics, holdoutDigest, split, referenceWindow } = document;
  const absent: readonly (readonly [isAbsent: boolean, warning: string])[] = [
    [
      metrics.auc === undefined,
      'manifest.metrics.auc: without it the version cannot be a first champion, nor be compared',
    ],
    [metrics.ece === undefined, 'manifest.metrics.ece: without it the gate CALIBRATION cannot compare the version'],
    [
      holdoutDigest === undefined && (split === undefined || metrics.rows === undefined),
      'manifest.holdoutDigest: without it, or split and metrics.rows, metrics of two versions are not compared',
    ],
    [
      referenceWindow === undefined,
      'manifest.referenceWindow: without it the scores of the file are not verified, and drift is measured only after setReferenceWindow',
    ],
  ];
  return absent.filter(([isAbsent]) => isAbsent).map(([, warning]) => warning);
}
