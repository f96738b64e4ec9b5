import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { RegionEmbeddings } from '@maskroom/server/embedding/RegionEmbeddings.ts';
import type { Rgb, Size } from '@maskroom/server/inference/imageFrame.ts';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { DecodeTurns } from '@maskroom/server/session/DecodeTurns.ts';
import { createPromptSessions } from '@maskroom/server/session/PromptSessions.ts';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel, discPixels, iouWithDisc, resizedRgb } from '../../support/discScene.ts';
import { GatedSegmenter } from '../../support/gatedSegmenter.ts';

/** A small disc in a large picture: 0.02 % of it. */
const image: Size = { width: 1_600, height: 1_200 };
const disc = { cx: 1_203.5, cy: 811.25, radius: 11 };
const view: Box = [1_140, 760, 1_260, 850];
const pixels = discPixels(image, disc);
let segmenter: Segmenter;
let whole: ImageEmbedding;

beforeAll(async () => {
  segmenter = await openSegmenter(builtinModel, { decodeWorkers: 1 });
  const content = await resizedRgb(pixels, image, segmenter.contentSize(image));
  whole = (await segmenter.encode(content, image)).embedding;
});
afterAll(() => segmenter.close());

/** `hold` decides when a region may be read. */
function setUp({ hold = async (_: Box) => {}, mostBytes = 1e9 } = {}) {
  const read: string[] = [];
  const shelf = new EmbeddingShelf(mostBytes);
  const regions = new RegionEmbeddings(segmenter, {
    shelf,
    queue: new EncodeQueue(),
    pictures: {
      get: async () => ({ ...image, id: 'image', sha256: 'a'.repeat(64) }),
      async readRgb(_, size, region = [0, 0, image.width, image.height]): Promise<Rgb> {
        read.push(String(region));
        await hold(region);
        const [left, top, right, bottom] = region;
        const data = await sharp(pixels, { raw: { ...image, channels: 3 } })
          .extract({ left, top, width: right - left, height: bottom - top })
          .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
          .removeAlpha()
          .raw()
          .toBuffer();
        return { ...size, data };
      },
    },
  });
  const gate = new GatedSegmenter(segmenter);
  const sessions = createPromptSessions({
    segmenter: gate,
    embeddings: { get: async () => whole },
    regions,
    turns: new DecodeTurns().ofModel('cpu', 1),
    loadRefineGeometry: async () => shape,
  });
  const heard: [Box, number][] = [];
  const open = (userId = 'ada') =>
    sessions.open(userId, 'image', image, (region, fraction) => heard.push([region, fraction]));
  const answer = async (session: ReturnType<typeof open>, prompt: PromptSet) => {
    const reply = session.set(prompt);
    const held = await gate.next();
    held.go();
    return { ...held, reply: await reply };
  };
  return { answer, gate, heard, open, read, sessions, shelf };
}

let lastId = 0;
const click = (x: number, y: number, label: 0 | 1 = 1) => [x, y, label] as [number, number, 0 | 1];
const ask = (prompt: Partial<PromptSet> = {}): PromptSet => ({
  promptId: `p${++lastId}`,
  imageId: 'image',
  points: [click(disc.cx, disc.cy)],
  region: [...view],
  ...prompt,
});
const shape = encodeGeometry([
  [
    [
      [300, 200],
      [420, 200],
      [420, 290],
      [300, 290],
    ],
  ],
]);
const regionOf = (reply: PromptReply) => (reply.status === 'done' ? reply.region : undefined);
const bestIou = ({ candidates }: PromptReply) =>
  Math.max(...candidates.map(({ geometry }) => iouWithDisc(geometry, image, disc)));

test('P18: a region shows a small object better than the whole picture, in px of the picture', async () => {
  const { answer, heard, open } = setUp();
  const session = open();
  const { reply } = await answer(session, ask());
  expect(regionOf(reply)).toEqual([1_104, 713, 1_288, 897]);
  expect(bestIou(reply)).toBeGreaterThan(0.85);
  const { reply: plain } = await answer(session, ask({ region: undefined }));
  expect(regionOf(plain)).toBeUndefined();
  expect(bestIou(reply)).toBeGreaterThan(bestIou(plain));
  const fractions = heard.map(([, fraction]) => fraction);
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBe(1);
  expect(new Set(heard.map(([region]) => String(region)))).toEqual(new Set([String(regionOf(reply))]));
});

test('P18: clicks, box and refined shape beside the view belong to the region too', async () => {
  const { answer, open } = setUp();
  const { reply } = await answer(open(), ask({ points: [click(disc.cx, disc.cy), click(900, 900, 0)] }));
  expect(regionOf(reply)).toEqual([832, 576, 1_344, 1_088]);
  const boxed = await answer(open(), ask({ points: [], box: [1_190, 790, 1_218, 900] }));
  expect(regionOf(boxed.reply)?.[3]).toBeGreaterThanOrEqual(900);
  const refining = await answer(
    open(),
    ask({ points: [click(350, 250)], refine: 'there', region: [330, 230, 370, 270] }),
  );
  expect(regionOf(refining.reply)).toEqual([276, 161, 460, 345]);
  expect(refining.request.refine).toBe(shape);
});

test('P19, P21: clicks go on in their region; elsewhere the outline goes in, and the same clicks start anew', async () => {
  const { answer, open, read } = setUp();
  const session = open();
  const [a, b, c, d] = [
    click(disc.cx, disc.cy),
    click(1_190, 800, 0),
    click(1_220, 830, 0),
    click(1_225, 800, 0),
  ];
  const one = await answer(session, ask({ points: [a] }));
  const region = regionOf(one.reply);
  const panned: Box = [1_120, 740, 1_240, 830];
  const two = await answer(session, ask({ points: [a, b], region: [...panned] }));
  expect(regionOf(two.reply)).toEqual(region);
  expect(two.request.maskInput).toBeDefined();
  expect(read).toHaveLength(1);
  const near = await answer(session, ask({ points: [a, b, c], region: [1_195, 800, 1_215, 820] }));
  expect(regionOf(near.reply)).not.toEqual(region);
  expect(near.request.maskInput).toBeUndefined();
  expect(near.request.refine).toEqual(two.reply.candidates[0]?.geometry);
  const again = await answer(session, ask({ points: [a, b, c], region: undefined }));
  expect(again.request).toMatchObject({ maskInput: undefined, refine: undefined });
  const back = await answer(session, ask({ points: [a, b, c, d], candidate: 0 }));
  expect(back.request.refine).toEqual(again.reply.candidates[0]?.geometry);
});

test('P20: one region of a person at a time is encoded; then the newest, and nothing of what it superseded', async () => {
  let open = () => {};
  const gateAt = new Promise<void>((resolve) => {
    open = resolve;
  });
  const place = setUp({ hold: () => gateAt });
  const session = place.open();
  const at = (x: number) => ask({ points: [click(x, 500)], region: [x - 40, 460, x + 40, 540] });
  const replies = [200, 400, 600, 800].map((x) => session.set(at(x)));
  const second = place.open().set(at(1_000));
  const other = place.open('bob').set(at(1_200));
  await expect.poll(() => place.read.length).toBe(2);
  open();
  for (let i = 0; i < 3; i++) (await place.gate.next()).go();
  const statuses = (await Promise.all([...replies, second, other])).map(({ status }) => status);
  expect(statuses).toEqual(['superseded', 'superseded', 'superseded', 'done', 'done', 'done']);
  expect(place.read).toHaveLength(4);
});

test.each<[name: string, region: [number, number, number, number], code: string]>([
  ['not a number', [Number.NaN, 0, 10, 10], 'prompt-invalid'],
  ['without an end', [0, 0, Number.POSITIVE_INFINITY, 10], 'prompt-invalid'],
  ['empty', [10, 10, 10, 20], 'prompt-invalid'],
  ['reversed', [90, 80, 10, 20], 'prompt-invalid'],
  ['beside the image', [1_600, 0, 1_700, 100], 'prompt-outside'],
  ['above the image', [0, -90, 100, -1], 'prompt-outside'],
])('P22: a region that is %s is refused', async (_, region, code) => {
  const { open, read, sessions } = setUp();
  expect(await open().set(ask({ region }))).toMatchObject({ status: 'error', code, candidates: [] });
  const prompt = { points: [click(5, 5)], region };
  await expect(sessions.predict('ada', 'image', image, { prompt })).rejects.toMatchObject({ code });
  expect(read).toEqual([]);
});

test('P22: enormous is the whole picture, tiny is enlarged', async () => {
  const { answer, open } = setUp();
  const enormous = await answer(open(), ask({ region: [-1e308, -1e308, 1e308, 1e308] }));
  expect(regionOf(enormous.reply)).toBeUndefined();
  const tiny = await answer(open(), ask({ region: [disc.cx, disc.cy, disc.cx + 1e-9, disc.cy + 1e-9] }));
  expect(regionOf(tiny.reply)).toEqual([1_168, 776, 1_232, 840]);
});

test('P23: the region in use stays in memory until the session looks elsewhere or closes', async () => {
  const { answer, open, shelf } = setUp({ mostBytes: 1 });
  const session = open();
  await answer(session, ask());
  const { bytes } = shelf;
  expect(bytes).toBeGreaterThan(0);
  await answer(session, ask({ points: [click(200, 200)], region: [180, 180, 260, 260] }));
  expect(shelf.bytes).toBe(bytes);
  session.close();
  expect(shelf.bytes).toBe(0);
});

test('P18, P22: predict looks at a region as a session does, and lets go of it', async () => {
  const { gate, sessions, shelf } = setUp({ mostBytes: 1 });
  const predicted = sessions.predict('ada', 'image', image, {
    prompt: { points: [click(disc.cx, disc.cy)], region: view },
  });
  (await gate.next()).go();
  const { candidates, region } = await predicted;
  expect(region).toEqual([1_104, 713, 1_288, 897]);
  expect(Math.max(...candidates.map(({ geometry }) => iouWithDisc(geometry, image, disc)))).toBeGreaterThan(
    0.85,
  );
  expect(shelf.bytes).toBe(0);
});
