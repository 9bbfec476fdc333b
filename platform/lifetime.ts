/**
 * Lifetime of something that owns resources: each resource is released once, whatever comes first.
 *
 * A clean-up that is registered after an `await` may come when the end has come already; `own` then releases at once.
 */
export class Lifetime {
  #releases: (() => void)[] | undefined = [];

  get isEnded(): boolean {
    return this.#releases === undefined;
  }

  /** Takes over a resource: releases it at the end, or now when the end has come already. */
  own(release: () => void): void {
    if (this.#releases) this.#releases.push(release);
    else release();
  }

  /** Releases everything, the newest first. @returns false when it had ended before */
  end(): boolean {
    const releases = this.#releases;
    if (!releases) return false;
    this.#releases = undefined;
    for (const release of releases.reverse()) release();
    return true;
  }
}
