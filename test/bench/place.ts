import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnServer } from '../support/serverProcess.ts';
import { addMember, createProject } from '../support/team.ts';

/** The built server in its own process with one project, as every live benchmark wants it. */
export async function openPlace(pictures: Readonly<Record<string, Uint8Array>>) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-bench-'));
  let server = await spawnServer(dataFolder);
  const place = await createProject(server.url, ['thing'], pictures);
  return {
    url: server.url,
    pid: server.pid,
    admin: place.admin,
    project: place.project,
    images: place.images,
    annotator: (name: string) => addMember(place.admin, server.url, place.project.id, name, 'annotator'),
    /** As after a restart that found no embeddings, once the model answers: returns where the server is now. */
    async restartCold(): Promise<string> {
      await server.kill();
      await rm(join(dataFolder, 'embeddings'), { recursive: true, force: true });
      server = await spawnServer(dataFolder);
      while (!(await fetch(`${server.url}/readyz`)).ok) await wait(100);
      return server.url;
    },
    /** One value of `/metrics` by its name. */
    async metric(name: string): Promise<number> {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
      return Number(line?.split(' ')[1]);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await server.kill();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
