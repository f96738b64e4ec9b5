import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { auditPageSchema } from '@maskroom/shared/protocol/audit';
import { instanceListSchema, projectSchema, uploadReportSchema } from '@maskroom/shared/protocol/http';
import { importReportSchema } from '@maskroom/shared/protocol/import';
import { expect, test, vi } from 'vitest';
import { apiClient } from '../support/apiClient.ts';
import { discPicture } from '../support/pictures.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { adminToken, startServer } from '../support/testServer.ts';

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `maskroom import …`, built, in a process of its own, as a person runs it. */
async function run(data: string, ...args: string[]) {
  const child = spawn(process.execPath, ['server/dist/main.js', 'import', ...args], {
    cwd: root,
    env: { ...process.env, MASKROOM_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

test('annotations are imported beside a running server and without one', async () => {
  const folder = temporaryFolder();
  const square = (at: number) => [at, at, at + 9, at, at + 9, at + 9, at, at + 9];
  const fileOf = async (name: string, ...squares: readonly number[]) => {
    const annotations = squares.map((at, i) => ({
      id: i + 1,
      image_id: 1,
      category_id: 1,
      segmentation: [square(at)],
    }));
    const images = [{ id: 1, file_name: 'disc.jpg', width: 64, height: 48 }];
    const path = join(folder, name);
    await writeFile(path, JSON.stringify({ images, categories: [{ id: 1, name: 'disc' }], annotations }));
    return path;
  };
  const [first, second] = [await fileOf('first.json', 1), await fileOf('second.json', 1, 20)];
  const data = temporaryFolder();
  let projectId = '';
  {
    await using server = await startServer({ data });
    const api = apiClient(server.url, adminToken);
    const project = await api.send('POST', '/projects', projectSchema, { name: 'Discs' });
    projectId = project.id;
    const form = new FormData();
    const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
    form.append('files', new Blob([Uint8Array.from(picture)]), 'disc.jpg');
    const { images } = await api.send('POST', `/projects/${project.id}/images`, uploadReportSchema, form);

    const beside = await run(data, project.id, first, '--port', new URL(server.url).port);
    expect([beside.err.split('\n').at(-1), beside.code]).toEqual(['', 0]);
    expect(beside.out).toBe('1 annotations taken, on 1 pictures.\nNew labels: disc.\n');
    expect(beside.err).toContain('first.json: ');
    const { instances } = await api.send('GET', `/images/${images[0].id}/instances`, instanceListSchema);
    expect(instances).toMatchObject([{ label: 'disc', source: 'import' }]);
    const { entries } = await api.send('GET', '/audit', auditPageSchema);
    expect(entries.map(({ action }) => action)).toContain('token-revoked');
    expect((await run(data, 'nowhere', first, '--port', '1')).code).toBe(1);
  }

  const alone = await run(data, projectId, second, '--json');
  expect(alone.code).toBe(0);
  expect(importReportSchema.parse(JSON.parse(alone.out))).toMatchObject({
    taken: 1,
    counts: { duplicate: 1 },
  });
  expect(await run(data, projectId, join(folder, 'none.json'))).toMatchObject({ code: 2 });
  const stranger = await run(data, projectId, first, '--as', 'who@example.org');
  expect(stranger).toMatchObject({ code: 1, err: 'Nobody has the email who@example.org.\n' });
});
