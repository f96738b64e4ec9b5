import { Problem } from '@maskroom/shared/base/problem';
import type { UploadReport } from '@maskroom/shared/protocol/http';
import { expect, test } from 'vitest';
import { createUploader, PARALLEL } from '../../../web/app/project/upload/uploader.ts';
import { BATCH_FILES, totalsOf } from '../../../web/app/project/upload/uploadList.ts';

interface Sent {
  readonly names: string[];
  readonly progress: (bytes: number) => void;
  readonly answer: (report: UploadReport) => void;
  readonly fail: (cause: unknown) => void;
}

const picture = (name: string, bytes = 10, type = 'image/jpeg') =>
  new File(['x'.repeat(bytes)], name, { type });
const image = (fileName: string, place: number, duplicateOf?: string) => ({
  id: `id-${fileName}`,
  fileName,
  width: 1,
  height: 1,
  sha256: '',
  place,
  ...(duplicateOf && { duplicateOf }),
});
const settle = () => new Promise((go) => setTimeout(go));

function watched() {
  const sent: Sent[] = [];
  let added = 0;
  const uploader = createUploader(
    (files, progress) => {
      const { promise, resolve, reject } = deferred<UploadReport>();
      sent.push({ names: files.map((file) => file.name), progress, answer: resolve, fail: reject });
      return {
        answer: promise,
        cancel: () => reject(new Problem('unavailable', 'Stopped before it was sent.')),
      };
    },
    () => added++,
  );
  const stateOf = (name: string) => uploader.list().find((upload) => upload.name === name)?.state;
  return { sent, uploader, stateOf, added: () => added };
}

function deferred<T>() {
  let [resolve, reject]: [(value: T) => void, (cause: unknown) => void] = [() => {}, () => {}];
  const promise = new Promise<T>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { promise, resolve, reject };
}

test('many files go in small batches, two at once, and each file ends with its own fate', async () => {
  const { sent, uploader, stateOf, added } = watched();
  uploader.add(Array.from({ length: 20 }, (_, i) => picture(`${i}.jpg`)));
  expect(sent.map(({ names }) => names.length)).toEqual(Array(PARALLEL).fill(BATCH_FILES));
  sent[0].answer({
    images: sent[0].names.slice(1, 7).map((name, i) => image(name, i + 1, i === 0 ? 'older' : undefined)),
    rejected: [{ fileName: '0.jpg', place: 0, code: 'picture-broken', message: 'It is damaged.' }],
  });
  await settle();
  expect(sent).toHaveLength(3);
  expect(stateOf('0.jpg')).toEqual({ kind: 'refused', reason: 'It is damaged.', retryable: false });
  expect(stateOf('1.jpg')?.kind).toBe('duplicate');
  expect(stateOf('2.jpg')?.kind).toBe('added');
  expect(stateOf('7.jpg')).toMatchObject({ kind: 'refused', retryable: true });
  expect(added()).toBe(1);
});

test('progress is spread over the files of a request in the order they travel', () => {
  const { sent, uploader } = watched();
  uploader.add([picture('a.jpg', 100), picture('b.jpg', 50)]);
  sent[0].progress(120);
  expect(uploader.list().map(({ state }) => state)).toEqual([
    { kind: 'sending', sentBytes: 100 },
    { kind: 'sending', sentBytes: 20 },
  ]);
  expect(totalsOf(uploader.list())).toMatchObject({ bytes: 150, sentBytes: 120, settled: 0 });
});

test('files are told apart by their place: names repeat, are cleaned, or are a duplicate’s older one', async () => {
  const { sent, uploader } = watched();
  uploader.add([picture('same.jpg'), picture('same.jpg'), picture('"quoted".jpg'), picture('copy.jpg')]);
  sent[0].answer({
    images: [image('same.jpg', 0), image('%22quoted%22.jpg', 2), image('same.jpg', 3, 'id-same.jpg')],
    rejected: [{ fileName: 'same.jpg', place: 1, code: 'picture-broken', message: 'It is damaged.' }],
  });
  await settle();
  expect(uploader.list().map(({ state }) => state.kind)).toEqual(['added', 'refused', 'added', 'duplicate']);
});

test('a lost request can be sent again; a film is refused unsent', async () => {
  const { sent, uploader, stateOf } = watched();
  uploader.add([picture('a.jpg'), picture('film.mp4', 10, 'video/mp4')]);
  expect(sent[0].names).toEqual(['a.jpg']);
  sent[0].fail(new Problem('unavailable', 'The connection was lost.'));
  await settle();
  expect(stateOf('a.jpg')).toEqual({ kind: 'refused', reason: 'The connection was lost.', retryable: true });
  uploader.retry();
  expect(sent[1].names).toEqual(['a.jpg']);
  expect(stateOf('film.mp4')).toMatchObject({ kind: 'refused', retryable: false });
});

test('stopping ends what waits and what travels, and keeps what is added', async () => {
  const { sent, uploader, stateOf } = watched();
  uploader.add(Array.from({ length: 30 }, (_, i) => picture(`${i}.jpg`)));
  sent[0].answer({ images: sent[0].names.map((name, i) => image(name, i)), rejected: [] });
  await settle();
  uploader.stop();
  await settle();
  expect(sent).toHaveLength(3);
  expect(totalsOf(uploader.list())).toMatchObject({ files: 30, settled: 30, added: BATCH_FILES });
  expect(stateOf('29.jpg')).toMatchObject({ kind: 'refused', retryable: true });
});
