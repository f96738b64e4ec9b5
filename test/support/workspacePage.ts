import type { Locator, Page } from 'playwright-core';

/** Somebody's workspace in a browser, driven by what a person can see and press. */
export function workspacePage(page: Page) {
  const stage = page.locator('[data-scale]');
  const at = async (x: number, y: number): Promise<[number, number]> => {
    const box = await stage.boundingBox();
    const view = await stage.evaluate(async (element) => {
      // A view that moved is told of in the next frame.
      await new Promise(requestAnimationFrame);
      const { scale, x: left, y: top } = (element as HTMLElement).dataset;
      return { scale: Number(scale), left: Number(left), top: Number(top) };
    });
    if (!box) throw new Error('the canvas is not on the page');
    return [box.x + x * view.scale + view.left, box.y + y * view.scale + view.top];
  };
  const rows = page.locator('[data-instance-id][data-label]');
  return {
    page,
    stage,
    /** Where an image point lies on the page, CSS px. */
    place: at,
    rows,
    row: (id: string): Locator => page.locator(`[data-instance-id="${id}"][data-label]`),
    selected: page.locator('[data-instance-id][data-selected="true"]'),
    chips: page.getByTestId('candidate-chips').getByRole('radio'),
    /** Which of the candidates is chosen, by its place in the row. */
    checkedChip: () =>
      page
        .getByTestId('candidate-chips')
        .getByRole('radio')
        .evaluateAll((chips) => chips.findIndex((chip) => chip.getAttribute('aria-checked') === 'true')),
    saved: page.getByTestId('saved'),
    /** What is said in passing; it stays while the pointer is on it. */
    note: (text: string | RegExp) =>
      page.getByRole('region', { name: 'Notes' }).locator('> div', { hasText: text }),
    /** Goes to a picture, and waits until it is there with all that was drawn on it. */
    async open(url: string) {
      await page.goto(url);
      await page.locator('[data-saved="saved"]').waitFor();
      await stage.waitFor();
    },
    /** Waits until the picture of this name is there with all that was drawn on it. */
    async shows(fileName: string) {
      await page.locator(`[data-stage][aria-label^="${fileName}"]`).waitFor();
      await page.locator('[data-saved="saved"]').waitFor();
      await stage.waitFor();
    },
    /** Waits until the picture's embedding is hot. */
    ready: () => page.locator('[data-embedding="ready"]').waitFor(),
    /** Waits until every edit of this browser is acknowledged by the server's log. */
    isSaved: () => page.locator('[data-saved="saved"][data-unsaved="0"]').waitFor(),
    /** Image pixels → a click on the canvas. */
    async click(x: number, y: number, button: 'left' | 'right' = 'left') {
      const [clientX, clientY] = await at(x, y);
      await page.mouse.click(clientX, clientY, { button });
    },
    async hover(x: number, y: number) {
      const [clientX, clientY] = await at(x, y);
      await page.mouse.move(clientX, clientY, { steps: 3 });
    },
    async altClick(x: number, y: number) {
      await page.keyboard.down('Alt');
      await page.mouse.click(...(await at(x, y)));
      await page.keyboard.up('Alt');
    },
    /** `before` is done while the button is still down at the end of the way. */
    async drag(
      from: readonly [number, number],
      to: readonly [number, number],
      before: () => Promise<void> = async () => undefined,
    ) {
      const [x0, y0] = await at(...from);
      const [x1, y1] = await at(...to);
      await page.mouse.move(x0, y0);
      await page.mouse.down();
      await page.mouse.move(x1, y1, { steps: 8 });
      await before();
      await page.mouse.up();
    },
    /** Along all the points with the button down. */
    async trace(points: readonly (readonly [number, number])[]) {
      const places = await Promise.all(points.map((point) => at(...point)));
      await page.mouse.move(...places[0]);
      await page.mouse.down();
      for (const place of places.slice(1)) await page.mouse.move(...place);
      await page.mouse.up();
    },
    async polygon(points: readonly (readonly [number, number])[]) {
      await page.keyboard.press('p');
      for (const point of points) await this.click(...point);
      await page.keyboard.press('Enter');
    },
    /** How opaque the live layer (masks in flight, cursors, names) is over this image point, 0..255. */
    async liveAlpha(x: number, y: number): Promise<number> {
      const [clientX, clientY] = await at(x, y);
      return page.locator('canvas[data-layer="live"]').evaluate(
        (canvas, point) => {
          if (!(canvas instanceof HTMLCanvasElement)) return 0;
          const box = canvas.getBoundingClientRect();
          const ratio = canvas.width / box.width;
          const place = [(point.x - box.x) * ratio, (point.y - box.y) * ratio] as const;
          return canvas.getContext('2d')?.getImageData(...place, 1, 1).data[3] ?? 0;
        },
        { x: clientX, y: clientY },
      );
    },
    /** Red, green and blue of the drawn picture, without shapes, over this image point. */
    pixel: (x: number, y: number): Promise<number[]> =>
      page.locator('canvas[data-layer="image"]').evaluate(
        (canvas, point) => {
          const root = canvas.parentElement;
          if (!(canvas instanceof HTMLCanvasElement) || !root) return [];
          const [scale, left, top] = [root.dataset.scale, root.dataset.x, root.dataset.y].map(Number);
          const at = [Math.floor(point.x * scale + left), Math.floor(point.y * scale + top)] as const;
          const data = canvas.getContext('2d')?.getImageData(...at, 1, 1).data;
          return data ? [...data.subarray(0, 3)] : [];
        },
        { x, y },
      ),
    press: (key: string) => page.keyboard.press(key),
    ids: () =>
      rows.evaluateAll((elements) =>
        elements.map((element) => element.getAttribute('data-instance-id') ?? ''),
      ),
  };
}
export type WorkspacePage = ReturnType<typeof workspacePage>;
