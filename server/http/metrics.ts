import { collectDefaultMetrics, Histogram, Gauge as PromGauge, Registry } from 'prom-client';
import type { HttpApp } from './httpApp.ts';

interface Named {
  /** Without the prefix `maskroom_`. */
  readonly name: string;
  readonly help: string;
}

/** A number that the server reads when somebody asks for `/metrics`, or one for each value of its labels. */
export type Gauge =
  | (Named & { readonly labels?: undefined; readonly read: () => number })
  | (Named & {
      readonly labels: readonly string[];
      readonly read: () => readonly {
        readonly labels: Readonly<Record<string, string>>;
        readonly value: number;
      }[];
    });

/** How long something takes, told as it happens; of one kind for each value of its label. */
export interface Durations extends Named {
  readonly label: string;
  readonly listen: (observe: (label: string, ms: number) => void) => void;
}

/** A registry of this server's own, so that two servers in one process do not share counts. */
export function createMetrics(
  app: HttpApp,
  gauges: readonly Gauge[],
  durations: readonly Durations[] = [],
): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const gauge of gauges) {
    new PromGauge({
      name: `maskroom_${gauge.name}`,
      help: gauge.help,
      labelNames: gauge.labels ?? [],
      registers: [registry],
      collect() {
        if (!gauge.labels) return this.set(gauge.read());
        this.reset();
        for (const { labels, value } of gauge.read()) this.set(labels, value);
      },
    });
  }
  for (const { help, label, listen, name } of durations) {
    const histogram = new Histogram({
      name: `maskroom_${name}`,
      help,
      labelNames: [label],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry],
    });
    listen((value, ms) => histogram.observe({ [label]: value }, ms / 1_000));
  }
  const seconds = new Histogram({
    name: 'maskroom_http_request_seconds',
    help: 'Time from a request to the end of its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [registry],
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { elapsedTime, statusCode }) => {
    // The route's pattern and never the address: addresses hold ids and secrets, and are without number.
    seconds.observe(
      { method, route: routeOptions.url ?? 'none', status: String(statusCode) },
      elapsedTime / 1_000,
    );
  });
  return registry;
}
