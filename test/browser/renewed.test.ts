import { countInstances, documentCaps } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { type CuttableLine, startLine } from '../support/cuttableLine.ts';
import { bulky } from '../support/documentPeople.ts';
import { openDocument } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { addMember, createProject, type Member } from '../support/team.ts';

const triangle = (x: number, y = 30) =>
  [
    [x, y],
    [x + 70, y],
    [x + 35, y + 60],
  ] as const;

/** Ann's line can be cut; Ben's is always there; a program of a third person's makes what no hand makes in a test. */
describe.skipIf(!chromiumPath)('a document that is made anew, and one that is full', () => {
  const stage = storyStage('renewed');
  let line: CuttableLine;
  let place: Awaited<ReturnType<typeof createProject>>;
  let program: Member;
  let ann: Annotator;
  let ben: Annotator;

  beforeAll(async () => {
    line = await startLine(stage.server.port);
    const picture = await discPicture({ width: 900, height: 600, cx: 430, cy: 300, radius: 160 });
    place = await createProject(stage.server.url, ['disc'], { 'disc.jpg': picture });
    program = await addMember(place.admin, stage.server.url, place.project.id, 'Program', 'annotator');
    ann = await enter('Ann', line.url);
    ben = await enter('Ben', stage.server.url);
  });
  afterAll(() => line?.[Symbol.asyncDispose]());

  async function enter(name: string, url: string): Promise<Annotator> {
    const at = { projectId: place.project.id, imageId: place.images[0].id };
    const annotator = await enterAs(name, stage.browser, url, place.admin, at);
    await annotator.ready();
    return annotator;
  }

  const openAsProgram = () => openDocument(stage.server.url, program.token, place.images[0].id);
  type OpenDocument = ReturnType<typeof openAsProgram>;

  /** So many little squares in rows over the picture, in updates of 250. */
  function draw({ doc }: OpenDocument, name: string, count: number): string[] {
    const ids = Array.from({ length: count }, (_, i) => `${name}${i}`);
    const square = (i: number) => {
      const [x, y] = [10 + (i % 90) * 9, 110 + (Math.floor(i / 90) % 50) * 9];
      return encodeGeometry([
        [
          [
            [x, y],
            [x + 6, y],
            [x + 6, y + 6],
            [x, y + 6],
          ],
        ],
      ]);
    };
    const [{ id: label }] = place.project.labels;
    const common = { label, createdBy: program.id, source: 'model', predictedIou: 0.5 } as const;
    for (let from = 0; from < count; from += 250)
      doc.transact(() => {
        for (const [i, id] of ids.slice(from, from + 250).entries())
          addInstance(doc, { id, ...common, geometry: square(from + i) }, 'x');
      });
    return ids;
  }
  /** Shapes of 12 MiB that are deleted as soon as they are drawn: nobody sees them, and the document keeps them. */
  function outgrow({ doc }: OpenDocument): void {
    const [{ id: label }] = place.project.labels;
    const common = { label, createdBy: program.id, source: 'manual', predictedIou: null } as const;
    const bytes = bulky().length;
    const inOneUpdate = Math.floor((200 * 1024) / bytes);
    for (let made = 0; made * bytes < 0.8 * documentCaps.documentBytes; made += inOneUpdate)
      doc.transact(() => {
        for (let i = made; i < made + inOneUpdate; i++) {
          addInstance(doc, { id: `gone${i}`, ...common, geometry: bulky(i) }, 'x');
          deleteInstance(doc, `gone${i}`, 'x');
        }
      });
  }
  const drop = ({ doc }: OpenDocument, ids: readonly string[]) =>
    doc.transact(() => {
      for (const id of ids) deleteInstance(doc, id, 'x');
    });
  const note = () => ben.page.getByTestId('full-note');

  test('open pages come back by themselves with what they had not saved', async () => {
    await ann.polygon(triangle(40));
    await ann.rows.waitFor();
    await ann.isSaved();
    await expect.poll(() => ben.rows.count()).toBe(1);
    line.cut();
    await ann.page.locator('[data-saved="offline"]').waitFor();
    await ann.polygon(triangle(140));
    await ann.polygon(triangle(240));
    await expect.poll(() => ann.page.getByTestId('offline').textContent()).toContain('2 edits waiting');

    const hers = openAsProgram();
    await hers.synced;
    const closed = new Promise<number>((resolve) =>
      hers.provider.once('closed', ({ code }: { code: number }) => resolve(code)),
    );
    /** His page, which says that all is saved, opens the picture anew. */
    const anew = ben.saved.evaluate(
      (saved) =>
        new Promise<void>((resolve) => {
          const look = () => saved.getAttribute('data-saved') !== 'saved' && resolve();
          new MutationObserver(look).observe(saved, { attributes: true });
        }),
    );
    outgrow(hers);
    expect(await closed).toBe(4409);
    hers.destroy();
    await anew;
    await ben.isSaved();
    await expect.poll(() => ben.rows.count()).toBe(1);
    await ben.polygon(triangle(340));
    await expect.poll(() => ben.rows.count()).toBe(2);
    await ben.isSaved();

    line.mend();
    await expect.poll(() => ann.rows.count()).toBe(4);
    await ann.isSaved();
    await expect.poll(() => ben.rows.count()).toBe(4);
    expect(await ann.page.getByTestId('kept').count()).toBe(0);
    expect(await ann.page.getByText('This page is out of date').count()).toBe(0);
  });

  test('from half of what it holds on a picture says so; when it is full, what to do, and deleting makes room', async () => {
    expect(await note().count()).toBe(0);
    const his = openAsProgram();
    await his.synced;
    const half = documentCaps.instances / 2;
    draw(his, 'half', half - countInstances(his.doc));
    await expect.poll(() => note().textContent()).toBe('5,000 of at most 10,000 objects');
    const [first] = draw(his, 'rest', half);
    await expect.poll(() => note().getAttribute('data-level')).toBe('full');
    await expect.poll(() => note().textContent()).toContain('Delete some to draw more');
    await ben.polygon(triangle(440));
    await ben.page.getByTestId('kept').click();
    expect(await ben.page.getByTestId('kept-item').getAttribute('data-reason')).toBe('full');
    drop(his, [first]);
    await expect.poll(() => note().getAttribute('data-level')).toBe('half');
    await ben.page.getByTestId('kept-item').getByRole('button', { name: 'Draw as new' }).click();
    await ben.page.keyboard.press('Escape');
    await expect.poll(() => note().getAttribute('data-level')).toBe('full');
    await ben.isSaved();
    his.destroy();
  });

  test('nobody met an error on their page', () => {
    const isFromTheCut = (text: string) =>
      /WebSocket connection to|Failed to load resource|ERR_|net::/.test(text);
    expect([ann, ben].flatMap(({ seat }) => seat.errors).filter((text) => !isFromTheCut(text))).toEqual([]);
  });
});
