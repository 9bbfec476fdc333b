import { Counter, Gauge, type Registry } from 'prom-client';
import type { KeyObserver } from './published-keys.ts';

/** Prometheus metrics of the keys that identity providers publish, in base units. */
export class KeyMetrics implements KeyObserver {
  readonly #refreshes: Counter<'issuer' | 'outcome'>;
  readonly #keys: Gauge<'issuer'>;
  readonly #refreshedAt: Gauge<'issuer'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#refreshes = new Counter({
      name: 'leadscore_jwks_refreshes_total',
      help: 'Fetches of the keys of an identity provider, by outcome: success or failure.',
      labelNames: ['issuer', 'outcome'],
      registers,
    });
    this.#keys = new Gauge({
      name: 'leadscore_jwks_keys',
      help: 'Keys of an identity provider in use.',
      labelNames: ['issuer'],
      registers,
    });
    this.#refreshedAt = new Gauge({
      name: 'leadscore_jwks_last_success_timestamp_seconds',
      help: 'Time of the last successful fetch of keys, seconds since 1970.',
      labelNames: ['issuer'],
      registers,
    });
  }

  refreshed(issuer: string, keys: number, atMs: number): void {
    this.#refreshes.inc({ issuer, outcome: 'success' });
    this.#keys.set({ issuer }, keys);
    this.#refreshedAt.set({ issuer }, atMs / 1000);
  }

  failed(issuer: string): void {
    this.#refreshes.inc({ issuer, outcome: 'failure' });
  }
}
