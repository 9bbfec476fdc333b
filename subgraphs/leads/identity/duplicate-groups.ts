import type { Duplicate } from './find-duplicates.ts';
import { ContactKind } from './keys/contact-keys.ts';

/** Most leads of a group. */
export const MOST_MEMBERS = 100;

/** Leads that share contact details, directly or through others of the group. */
export interface DuplicateGroup {
  /** the oldest one */
  readonly leadId: string;
  /** creation of the oldest one, epoch milliseconds */
  readonly createdAt: number;
  /** the others, the oldest first, at most {@link MOST_MEMBERS} */
  readonly duplicates: readonly Duplicate[];
}

/** Finds the leads that share contact details with given ones, by the id of the given one. */
export type FindDuplicates = (leadIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Duplicate[]>>;

/** Lead that may be the oldest of a group. */
export type GroupHead = Pick<Duplicate, 'leadId' | 'createdAt'>;

/**
 * Completes the groups of leads, in order. Leads that are not the oldest of their group, or are in none, are left out: so each
 * group is there once, whatever lead it is found by.
 */
export async function completeGroups(heads: readonly GroupHead[], find: FindDuplicates): Promise<DuplicateGroup[]> {
  let open = heads.map((head) => new GroupDraft(head));
  const drafts = open;
  while (open.length > 0) {
    const found = await find([...new Set(open.flatMap(({ frontier }) => frontier))]);
    for (const draft of open) draft.expand(found);
    open = open.filter(({ frontier }) => frontier.length > 0);
  }
  return drafts.flatMap((draft) => draft.group ?? []);
}

/** Group that is being completed, from its head outwards. */
class GroupDraft {
  readonly #head: GroupHead;
  readonly #members = new Map<string, Duplicate>();
  #isHeadOldest = true;
  /** members whose duplicates are not known yet */
  frontier: readonly string[];

  constructor(head: GroupHead) {
    this.#head = head;
    this.frontier = [head.leadId];
  }

  get group(): DuplicateGroup | undefined {
    if (!this.#isHeadOldest || this.#members.size === 0) return undefined;
    const duplicates = [...this.#members.values()].sort((a, b) => (isOlder(a, b) ? -1 : 1));
    return { ...this.#head, duplicates };
  }

  expand(found: ReadonlyMap<string, readonly Duplicate[]>): void {
    const added: string[] = [];
    for (const duplicate of this.frontier.flatMap((id) => found.get(id) ?? [])) {
      if (duplicate.leadId === this.#head.leadId) continue;
      if (isOlder(duplicate, this.#head)) this.#isHeadOldest = false;
      const known = this.#members.get(duplicate.leadId);
      if (!known && this.#members.size === MOST_MEMBERS) continue;
      if (!known) added.push(duplicate.leadId);
      this.#members.set(duplicate.leadId, known ? withKinds(known, duplicate) : duplicate);
    }
    this.frontier = this.#isHeadOldest ? added : [];
  }
}

function withKinds(known: Duplicate, { matchedBy }: Duplicate): Duplicate {
  const kinds = Object.values(ContactKind).filter((kind) => known.matchedBy.includes(kind) || matchedBy.includes(kind));
  return { ...known, matchedBy: kinds };
}

function isOlder(a: GroupHead, b: GroupHead): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.leadId < b.leadId);
}
