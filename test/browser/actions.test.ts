import { readFile } from 'node:fs/promises';
import { polygonIou } from '@maskroom/shared/geometry/combine';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type Thing, things } from './shelf.ts';

/** docs/actions.md says how these came about, and what CVAT's own way takes for the same things. */
const OURS = 18;
const CVAT = 30;
/** A mask that somebody would keep. */
const LEAST_IOU = 0.65;

const sample = new URL('../../server/project/samples/04-shelf-of-goods.jpg', import.meta.url);
const labels = ['bottle', 'box', 'tin'] as const;

/** Counts in the page what a hand did there: presses of a button, whatever follows until it is let go; notches; keys. */
async function countActions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counts = { press: 0, wheel: 0, key: 0 };
    Object.assign(window, { actionCounts: counts });
    const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
    addEventListener('pointerdown', () => counts.press++, true);
    addEventListener('wheel', () => counts.wheel++, true);
    // A chord is one action; a key that is held repeats by itself.
    addEventListener('keydown', ({ key, repeat }) => repeat || modifiers.includes(key) || counts.key++, true);
  });
}
const actionsIn = (page: Page) => page.evaluate(() => Reflect.get(window, 'actionCounts'));

describe.skipIf(!chromiumPath)('what labelling takes', () => {
  const stage = storyStage('actions');

  test(`ten things on a shelf, three labels: ${OURS} presses and keys, where CVAT's way takes ${CVAT}`, async () => {
    const place = await createProject(stage.server.url, labels, { 'shelf.jpg': await readFile(sample) });
    const [{ id: imageId }] = place.images;
    const at = { projectId: place.project.id, imageId };
    const ann = await enterAs('Ann', stage.browser, stage.server.url, place.admin, at);
    await ann.ready();
    await countActions(ann.page);

    await ann.press('s');
    await ann.press('Shift+N');
    let kept = 0;
    for (const [i, label] of labels.entries()) {
      await ann.press(String(i + 1));
      for (const thing of things.filter((candidate) => candidate.label === label)) {
        await drag(thing);
        // What was in hand is kept by itself when the next begins.
        await expect.poll(() => ann.rows.count()).toBe(kept);
        await expect.poll(() => isShownOver(thing)).toBe(true);
        kept++;
      }
      await ann.press('Enter');
      await expect.poll(() => ann.rows.count()).toBe(kept);
    }
    await ann.isSaved();

    /** Whether the mask in hand is drawn somewhere on this thing's middle line. */
    async function isShownOver({ outline }: Thing): Promise<boolean> {
      const [xmin, ymin, xmax, ymax] = polygonBox(outline);
      const places = [0.3, 0.45, 0.6, 0.75].map((part) => ymin + part * (ymax - ymin));
      const alphas = await Promise.all(places.map((y) => ann.liveAlpha((xmin + xmax) / 2, y)));
      return alphas.some((alpha) => alpha > 60);
    }
    async function drag({ outline }: Thing): Promise<void> {
      const [xmin, ymin, xmax, ymax] = polygonBox(outline);
      await ann.drag([xmin - 2, ymin - 2], [xmax + 2, ymax + 2]);
    }

    const { instances } = await place.admin.send('GET', `/images/${imageId}/instances`, instanceListSchema);
    const ious = things.map(({ label, outline }) =>
      Math.max(
        ...instances
          .filter((instance) => instance.label === label)
          .map(({ polygon }) => polygonIou(outline, polygon)),
      ),
    );
    expect(instances.map((instance) => instance.label).sort()).toEqual(
      things.map(({ label }) => label).sort(),
    );
    expect(Math.min(...ious), ious.map((iou) => iou.toFixed(2)).join(' ')).toBeGreaterThan(LEAST_IOU);
    const actions = await actionsIn(ann.page);
    console.log(
      'Actions for ten objects:',
      JSON.stringify(actions),
      'IoU:',
      ious.map((iou) => iou.toFixed(2)).join(' '),
    );
    expect(actions).toEqual({ press: things.length, wheel: 0, key: OURS - things.length });
    expect(OURS).toBeLessThan(CVAT);
    expect(ann.seat.errors).toEqual([]);
  });
});
