import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { VERSION } from '../process/version.ts';

// gauges whose names end as those of counters; the same figures by type stay
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/**
 * Exposes CPU time, memory, event loop and garbage collection of this process under the names that every Node.js program
 * has (`process_cpu_seconds_total`, `nodejs_eventloop_lag_seconds` …), and its build.
 */
export function exposeProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  new Gauge({
    name: 'leadscore_build_info',
    help: 'Always 1; the labels identify the build.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: VERSION, node: process.version }, 1);
}
