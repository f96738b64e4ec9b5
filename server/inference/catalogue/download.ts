import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '@maskroom/shared/base/problem';
import { z } from 'zod';
import { diskFault } from './diskFaults.ts';
import { Fault, faultOfCause, faultOfStatus } from './downloadFaults.ts';

export interface DownloadOptions {
  /** `total` is undefined where the source does not tell. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
  readonly signal?: AbortSignal;
}

/** Between tries that brought nothing; after the last, the fault is told. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000];
/** A source that sends nothing for so long is asked anew. */
const STALL_MS = 30_000;

/**
 * Fetches `url` into `target`, by way of `<target>.part`, which a later call goes on with as long as the source says
 * that its file is still the same (ETag or Last-Modified). Follows redirects; takes proxies from the environment.
 * @throws Problem `unavailable` that says what to do
 */
export async function download(url: string, target: string, options: DownloadOptions = {}): Promise<void> {
  const part = `${target}.part`;
  let fruitless = 0;
  for (;;) {
    const before = await sizeOf(part);
    const fault = await fetchRest(url, part, options).then(
      () => null,
      (cause: unknown) => faultOfCause(diskFault(cause, dirname(part)), url),
    );
    if (!fault) break;
    options.signal?.throwIfAborted();
    fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1;
    if (!fault.again || fruitless > RETRY_DELAYS_MS.length) throw new Problem('unavailable', fault.message);
    await delay(fault.waitMs ?? RETRY_DELAYS_MS[Math.max(0, fruitless - 1)], undefined, options);
  }
  await rename(part, target);
  await rm(noteOf(part), { force: true });
}

/** One request, for what is not there yet. */
async function fetchRest(url: string, part: string, { onProgress, signal }: DownloadOptions): Promise<void> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const have = await sizeOf(part);
  const validator = have > 0 ? await validatorOf(part, url) : undefined;
  const stalled = new AbortController();
  const stallTimer = setTimeout(() => stalled.abort(new Fault('the source stopped sending', true)), STALL_MS);
  try {
    const response = await fetch(url, {
      dispatcher: new EnvHttpProxyAgent(),
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
      headers: {
        'accept-encoding': 'identity',
        ...(validator && { range: `bytes=${have}-`, 'if-range': validator }),
      },
    });
    const { status, headers, body } = response;
    if (status !== 200 && status !== 206) {
      await body?.cancel();
      // What is there does not begin the file that the source has now.
      if (status === 416) await rm(part, { force: true });
      throw faultOfStatus(status, headers.get('retry-after'), url);
    }
    const from = status === 206 ? startOf(headers.get('content-range')) : 0;
    if (!body || (from !== 0 && from !== have))
      throw new Fault('the source sent another part than asked for', true);
    const length = Number(headers.get('content-length') ?? Number.NaN);
    const total = Number.isSafeInteger(length) ? from + length : undefined;
    await keepValidator(part, url, headers.get('etag'), headers.get('last-modified'));
    let received = from;
    onProgress?.(received, total);
    // Each piece is in the file before it is told of: what a cut connection loses is what never came.
    const file = await open(part, from > 0 ? 'a' : 'w');
    try {
      for await (const piece of body) {
        stallTimer.refresh();
        await file.writeFile(piece);
        received += piece.length;
        onProgress?.(received, total);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (total !== undefined && received < total) throw new Fault('the connection was cut', true);
  } finally {
    clearTimeout(stallTimer);
  }
}

const noteSchema = z.object({ url: z.string(), validator: z.string() });
const noteOf = (part: string): string => `${part}.json`;

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** `bytes 100-199/200` → 100. */
const startOf = (range: string | null): number => Number(/^bytes (\d+)-/.exec(range ?? '')?.[1] ?? -1);

async function validatorOf(part: string, url: string): Promise<string | undefined> {
  const text = await readFile(noteOf(part), 'utf8').catch(() => '');
  try {
    const note = noteSchema.safeParse(JSON.parse(text));
    return note.success && note.data.url === url ? note.data.validator : undefined;
  } catch {
    return undefined;
  }
}

/** A weak ETag says nothing of bytes (RFC 9110 § 13.1.5). */
async function keepValidator(part: string, url: string, etag: string | null, modified: string | null) {
  const validator = etag && !etag.startsWith('W/') ? etag : modified;
  if (validator) await writeFile(noteOf(part), JSON.stringify({ url, validator }));
  else await rm(noteOf(part), { force: true });
}
