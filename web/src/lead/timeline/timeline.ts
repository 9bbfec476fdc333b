/** An event of a lead's timeline. */
export interface TimelineEvent {
  readonly key: string;
  /** as the graph has it */
  readonly at: string;
}

/**
 * Events newest first: a paged list, and others that are known completely. While older pages are not read, events older
 * than the last one that was read wait for their place.
 *
 * @param paged      newest first, as far as it was read
 * @param others     in any order
 * @param isComplete whether the paged list was read to its end
 */
export function orderTimeline<Paged extends TimelineEvent, Other extends TimelineEvent>(
  paged: readonly Paged[],
  others: readonly Other[],
  isComplete: boolean,
): readonly (Paged | Other)[] {
  const oldest = paged.at(-1);
  const until = isComplete || !oldest ? Number.NEGATIVE_INFINITY : Date.parse(oldest.at);
  return [...paged, ...others.filter(({ at }) => Date.parse(at) >= until)].sort(
    (one, other) => Date.parse(other.at) - Date.parse(one.at),
  );
}
