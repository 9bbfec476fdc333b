import type { LakeStorage } from '../../../lake/storage/lake-storage.ts';

/** A storage whose process ends at one of its writes: that write and all calls after it fail. */
export interface FailingStorage extends LakeStorage {
  /** writes that were asked for */
  readonly writes: number;
}

const WRITES: ReadonlySet<string> = new Set(['createIfAbsent', 'replace', 'stage', 'store', 'remove']);

/**
 * Wraps a storage.
 *
 * @param endsAt number of the write at which it ends, from 1
 */
export function failingStorage(storage: LakeStorage, endsAt: number): FailingStorage {
  let writes = 0;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, name) => {
        if (name === 'writes') return writes;
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...args: readonly unknown[]) => {
          if (WRITES.has(String(name))) writes += 1;
          if (writes >= endsAt) throw new Error('the process ended');
          const result: unknown = await Reflect.apply(value, object, args);
          // a staging folder stores, too
          return name === 'stage' ? guard(result as object) : result;
        };
      },
    });
  return guard(storage) as FailingStorage;
}
