import { expect, test } from 'vitest';
import { type DropEntry, walkEntries } from '../../../web/app/project/upload/pickedFiles.ts';

const file = (name: string): DropEntry => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (take) => take(new File(['x'], name)),
});

/** Gives its entries in portions, as browsers do. */
const folder = (name: string, entries: DropEntry[], portion = 100): DropEntry => ({
  name,
  isFile: false,
  isDirectory: true,
  createReader: () => {
    let at = 0;
    return {
      readEntries: (take) => {
        take(entries.slice(at, at + portion));
        at += portion;
      },
    };
  },
});

test('a folder is walked to the bottom, over all portions of a reader, in the order of names', async () => {
  const many = Array.from({ length: 250 }, (_, i) => file(`p${250 - i}.jpg`));
  const { files } = await walkEntries([
    folder('all', [...many, folder('z', [file('deep.png')])]),
    file('alone.webp'),
  ]);
  expect(files).toHaveLength(252);
  expect(files.slice(0, 3).map((picked) => picked.name)).toEqual(['p1.jpg', 'p2.jpg', 'p3.jpg']);
  expect(files.slice(-2).map((picked) => picked.name)).toEqual(['deep.png', 'alone.webp']);
});

test('what systems leave behind is no upload, and what cannot be read is named while the rest goes on', async () => {
  const broken: DropEntry = { ...file('locked.jpg'), file: (_, fail) => fail(new Error('no')) };
  const picked = await walkEntries([
    folder('x', [file('.DS_Store'), broken, file('Thumbs.db'), file('ok.jpg')]),
  ]);
  expect(picked.files.map(({ name }) => name)).toEqual(['ok.jpg']);
  expect(picked.unreadable).toEqual(['locked.jpg']);
});
