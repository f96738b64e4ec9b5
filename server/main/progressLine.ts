import { bytesText } from '../inference/catalogue/bytesText.ts';

const BAR_WIDTH = 24;
const EVERY_MS = 100;
/** Where nobody sees a line change: a line for each tenth. */
const STEPS = 10;

/** Shows on stderr how far a download is: one line that changes on a terminal, a few lines elsewhere. */
export function createProgressLine(stream: NodeJS.WriteStream = process.stderr) {
  let shownAt = 0;
  let shown = '';
  const show = (file: string, received: number, total: number | undefined): void => {
    const share = total ? Math.min(1, received / total) : undefined;
    const amount = total ? `${bytesText(received)} of ${bytesText(total)}` : bytesText(received);
    if (!stream.isTTY) {
      const step = `${file} ${share === undefined ? '' : Math.floor(share * STEPS)}`;
      if (step !== shown) stream.write(`${file}: ${amount}\n`);
      shown = step;
      return;
    }
    const now = performance.now();
    if (now - shownAt < EVERY_MS && share !== 1) return;
    shownAt = now;
    const done = Math.round((share ?? 0) * BAR_WIDTH);
    const bar = share === undefined ? '' : `[${'#'.repeat(done)}${' '.repeat(BAR_WIDTH - done)}] `;
    stream.write(`\r\x1b[2K${file} ${bar}${amount}${share === 1 ? '\n' : ''}`);
    shown = share === 1 ? '' : file;
  };
  /** Leaves what was shown and begins a line of its own. */
  const end = (): void => {
    if (stream.isTTY && shown) stream.write('\n');
    shown = '';
  };
  return { show, end };
}
