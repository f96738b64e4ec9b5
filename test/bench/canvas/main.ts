import { launchBrowser } from '../../support/browser.ts';
import { printMachine } from '../calibration.ts';
import { quantile } from '../table.ts';
import { VERTICES } from './blobs.ts';
import { type Figures, LIMIT_MS, measure, measureClick } from './measure.ts';
import { openOurs } from './ourPage.ts';
import { openRivals } from './rivalPages.ts';

const ROUNDS = 3;
/** One refresh of the screen, with what its clock wavers. */
const LATE_MS = 17.5;
const LOST_MS = 34;

/** `npm run bench:canvas [-- 1000 …] [folder]`: other numbers of shapes; a folder for pictures of what was measured. */
const asked = process.argv.slice(2);
const chosen = asked.map(Number).filter((count) => count > 0);
const counts = chosen.length > 0 ? chosen : [100, 1_000, 10_000];
const folder = asked.find((word) => Number.isNaN(Number(word)));

/** The frames of all rounds; what was opened soonest says least about what else ran on the machine. */
interface Result {
  readonly name: string;
  readonly opened: (number | null)[];
  readonly clicked: (number | null)[];
  readonly frames: Record<'pan' | 'zoom' | 'hover', number[]>;
}

async function contest(count: number): Promise<Result[]> {
  const contenders = [ours.contender(count), ...rivals.contenders(count)];
  const results = contenders.map(
    ({ name }): Result => ({ name, opened: [], clicked: [], frames: { pan: [], zoom: [], hover: [] } }),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, contender] of contenders.entries()) {
      console.error(`${count} shapes, round ${round + 1} of ${ROUNDS}: ${contender.name} …`);
      const picture = folder && round === 0 ? `${folder}/${count}-${i}.png` : undefined;
      add(results[i], await measure(contender, picture));
      if (i === 0) results[i].clicked.push(await measureClick(contender, ours.projectUrl));
    }
  }
  return results;
}

function add({ opened, frames }: Result, figures: Figures): void {
  opened.push(figures.openMs);
  for (const kind of ['pan', 'zoom', 'hover'] as const) frames[kind].push(...figures[kind]);
}

const middle = (values: readonly (number | null)[]): number =>
  quantile(
    values.map((value) => value ?? Number.POSITIVE_INFINITY),
    0.5,
  );
const inMs = (ms: number): string =>
  Number.isFinite(ms) ? `${ms.toFixed(0)} ms` : `> ${LIMIT_MS / 1_000} s`;
const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

function print(count: number, results: readonly Result[]): void {
  console.log(
    `\n## ${count.toLocaleString('en')} polygons, ${(count * VERTICES).toLocaleString('en')} vertices\n`,
  );
  const [first] = results;
  console.log('| | all shapes shown | × ours |\n|---|---:|---:|');
  console.log(`| Maskroom, by a click in the project | ${inMs(middle(first.clicked))} | – |`);
  for (const { name, opened } of results)
    console.log(`| ${name} | ${inMs(middle(opened))} | ${ratio(middle(opened), middle(first.opened))} |`);
  for (const kind of ['pan', 'zoom', 'hover'] as const) {
    console.log(`\n| ${kind}: frames | median | p95 | worst | > 16.7 ms | > 33 ms | p95 × ours |`);
    console.log('|---|---:|---:|---:|---:|---:|---:|');
    const own = quantile(first.frames[kind], 0.95);
    for (const { name, frames } of results) {
      const times = frames[kind];
      if (times.length === 0) continue;
      const over = (limit: number) => percent(times.filter((ms) => ms > limit).length / times.length);
      const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
      const cells = [median, p95, Math.max(...times)].map((ms) => `${ms.toFixed(1)} ms`);
      console.log(`| ${[name, ...cells, over(LATE_MS), over(LOST_MS), ratio(p95, own)].join(' | ')} |`);
    }
  }
}

const ratio = (theirs: number, own: number): string =>
  Number.isFinite(theirs) ? (theirs / own).toFixed(1) : '–';

printMachine();
console.log(
  'Headless Chromium without a GPU: canvases and WebGL are drawn by the processor, for everyone alike.',
);
const browser = await launchBrowser();
await using ours = await openOurs(browser, counts);
await using rivals = await openRivals(browser, counts);
try {
  for (const count of counts) print(count, await contest(count));
} finally {
  await browser.close();
}
