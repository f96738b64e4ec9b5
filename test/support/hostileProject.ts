import type { Role } from '@maskroom/shared/annotation/role';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { newTokenReplySchema } from '@maskroom/shared/protocol/account';
import { commentSchema } from '@maskroom/shared/protocol/comments';
import {
  instanceListSchema,
  memberListSchema,
  projectSchema,
  uploadReportSchema,
} from '@maskroom/shared/protocol/http';
import { jobSchema } from '@maskroom/shared/protocol/jobs';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { joinAs } from './annotators.ts';
import { apiClient } from './apiClient.ts';
import { openSeat, type Seat } from './browser.ts';
import { square } from './documentPeople.ts';
import { hostile, hostileFileName, hostileLinks, type Watch, watchFor } from './hostileWords.ts';
import { liveClient } from './liveClient.ts';
import { discPicture } from './pictures.ts';
import { filesOf } from './team.ts';
import { adminToken } from './testServer.ts';

/** What people can write, each in markup that tells where it came from. */
export const words = {
  project: hostile('project'),
  label: hostile('label'),
  asked: hostile('asked'),
  choice: hostile('choice'),
  answer: hostile('answer'),
  file: hostileFileName('file'),
  otherFile: hostileFileName('other'),
  lead: hostile('Lea'),
  author: hostile('Ann'),
  comment: hostileLinks('comment'),
  reply: hostileLinks('reply'),
  offered: hostile('offered'),
  rejection: hostileLinks('rejection'),
  returned: hostileLinks('returned'),
  job: hostile('job'),
  handBack: hostileLinks('handBack'),
} as const;

export interface Watched extends Seat, Watch {
  readonly id: string;
  readonly api: ReturnType<typeof apiClient>;
}

/** A project in which everything that people write is markup, told to the server as it would come from any program. */
export async function createHostileProject(url: string, browser: Browser) {
  const admin = apiClient(url, adminToken);
  const attributes = [
    { name: words.asked, kind: 'text' },
    { name: `${words.asked}?`, kind: 'select', options: [words.choice] },
  ];
  const labels = [{ name: words.label, attributes }];
  const project = await admin.send('POST', '/projects', projectSchema, { name: words.project, labels });
  const path = `/projects/${project.id}`;
  await admin.send('PUT', path, projectSchema, { rejectReasons: [words.offered] });
  const disc = { width: 640, height: 480, cx: 300, cy: 200 };
  const files = filesOf({
    [words.file]: await discPicture({ ...disc, radius: 40 }),
    [words.otherFile]: await discPicture({ ...disc, radius: 50 }),
  });
  const { images } = await admin.send('POST', `${path}/images`, uploadReportSchema, files);
  expect(images.map(({ fileName }) => fileName)).toEqual([words.file, words.otherFile]);

  async function join(name: string, email: string, role: Role): Promise<Watched> {
    const seat = await openSeat(browser);
    const watch = await watchFor(seat);
    await joinAs(name, role, { api: admin, browser, projectId: project.id, email, seat });
    const { members } = await admin.send('GET', `${path}/members`, memberListSchema);
    const id = members.find((member) => member.email === email)?.id ?? '';
    const { token } = await admin.send('POST', '/tokens', newTokenReplySchema, { name, userId: id });
    return { ...seat, ...watch, id, api: apiClient(url, token) };
  }
  const lea = await join(words.lead, 'lea@example.org', 'lead');
  const ann = await join(words.author, 'ann@example.org', 'annotator');
  const [image, other] = images;
  await drawAndReject(url, project, image.id, ann, lea);
  await talk(image.id, ann, lea);

  const job = (imageId: string) =>
    lea.api.send('POST', `${path}/jobs`, jobSchema, {
      name: words.job,
      imageIds: [imageId],
      assigneeId: ann.id,
    });
  return {
    project,
    image,
    other,
    lea,
    ann,
    giveJob: () => job(image.id),
    async handBack(): Promise<void> {
      const { id } = await job(other.id);
      await ann.api.codeOf('POST', `${path}/jobs/${id}/hand-back`, { reason: words.handBack });
    },
    async giveBack(): Promise<void> {
      expect(await ann.api.codeOf('PUT', `/images/${other.id}/submission`)).toBeLessThan(300);
      const returned = await lea.api.codeOf('POST', `/images/${other.id}/return`, { reason: words.returned });
      expect(returned).toBeLessThan(300);
    },
  };
}

/** Two objects of Ann's, answered in markup; the lead rejects the first. */
async function drawAndReject(
  url: string,
  { labels: [label] }: { labels: { id: string; attributes: readonly { id: string }[] }[] },
  imageId: string,
  ann: Watched,
  lea: Watched,
): Promise<void> {
  await using drawing = await liveClient(url, ann.api.token);
  const { doc } = await drawing.openDocument(imageId);
  const attributes = { [label.attributes[0].id]: words.answer, [label.attributes[1].id]: words.choice };
  for (const [i, id] of ['first', 'second'].entries()) {
    const geometry = square(100 + 200 * i, 100, 120);
    const about = { label: label.id, createdBy: ann.id, source: 'manual', predictedIou: null } as const;
    addInstance(doc, { id, geometry, attributes, ...about }, 'test');
  }
  const drawn = async () =>
    (await ann.api.send('GET', `/images/${imageId}/instances`, instanceListSchema)).instances;
  await expect.poll(async () => (await drawn()).length).toBe(2);
  const [{ geometryHash }] = (await drawn()).filter(({ id }) => id === 'first');
  await using deciding = await liveClient(url, lea.api.token);
  const rejection = { imageId, instanceId: 'first', decision: 'rejected', geometryHash } as const;
  expect(await deciding.decide({ ...rejection, reason: words.rejection })).toMatchObject({ ok: true });
}

/** A comment on an object and one on a place, each speaks to the other person. */
async function talk(imageId: string, ann: Watched, lea: Watched): Promise<void> {
  const say = (who: Watched, body: object) =>
    who.api.send('POST', `/images/${imageId}/comments`, commentSchema, body);
  const toLea = `@${words.lead} ${words.comment}`;
  const { id } = await say(ann, { text: toLea, mentions: [lea.id], instanceId: 'second' });
  await say(lea, { text: `@${words.author} ${words.reply}`, mentions: [ann.id], threadId: id });
  await say(ann, { text: toLea, mentions: [lea.id], point: [500, 400] });
}
