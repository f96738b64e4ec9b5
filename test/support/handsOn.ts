import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import sharp from 'sharp';
import { expect } from 'vitest';
import { enterAs } from './annotators.ts';
import type { StoryStage } from './storyStage.ts';
import { createProject } from './team.ts';

const size = { width: 1_200, height: 800 };

const plain = (shade: number): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 3, background: { r: shade, g: shade, b: shade } } })
    .png()
    .toBuffer();

/** An annotator with the tools of the hand on a plain picture of 1,200 × 800 px, with another one behind it. */
export async function handsOn({ browser, server }: StoryStage) {
  const pictures = { 'grey.png': await plain(90), 'pale.png': await plain(140) };
  const { admin, images, project } = await createProject(server.url, ['road', 'car'], pictures);
  const enter = (name: string) =>
    enterAs(name, browser, server.url, admin, { projectId: project.id, imageId: images[0].id });
  const hands = await enter('Ann');

  /** What the server has of a picture. */
  async function shapes(image = 0): Promise<Polygon[]> {
    await hands.isSaved();
    const { instances } = await admin.send(
      'GET',
      `/images/${images[image].id}/instances`,
      instanceListSchema,
    );
    return instances.map(({ polygon }) => polygon);
  }
  const areas = async (image = 0): Promise<number[]> =>
    (await shapes(image)).map((polygon) => Math.round(polygonArea(polygon))).sort((a, b) => b - a);

  async function begin(): Promise<void> {
    await hands.press('v');
    await hands.press('Control+a');
    await hands.press('Delete');
    await expect.poll(() => hands.rows.count()).toBe(0);
  }
  async function box(...corners: readonly [number, number, number, number]): Promise<void> {
    const before = await hands.rows.count();
    await hands.press('b');
    await hands.drag([corners[0], corners[1]], [corners[2], corners[3]]);
    await expect.poll(() => hands.rows.count()).toBe(before + 1);
  }
  async function select(...points: readonly Point[]): Promise<void> {
    await hands.press('v');
    await hands.press('Escape');
    await hands.press('Escape');
    for (const [i, [x, y]] of points.entries()) {
      if (i > 0) await hands.page.keyboard.down('Shift');
      await hands.click(x, y);
      if (i > 0) await hands.page.keyboard.up('Shift');
      await expect.poll(() => hands.selected.count()).toBe(i + 1);
    }
  }
  /** Widths are steps of a sixth: as near as they come. */
  async function brushOf(px: number): Promise<number> {
    const told = hands.page.getByTestId('brush-px');
    const width = async () => Number((await told.textContent())?.replace(/\D/g, ''));
    const step = async (key: string) => {
      const before = await width();
      await hands.press(key);
      await expect.poll(width).not.toBe(before);
    };
    while ((await width()) < px) await step(']');
    while ((await width()) > px) await step('[');
    return width();
  }
  const said = (text: string) => hands.note(text).first().waitFor();

  return { ...hands, areas, begin, box, brushOf, enter, images, said, select, shapes };
}
export type HandsOn = Awaited<ReturnType<typeof handsOn>>;
