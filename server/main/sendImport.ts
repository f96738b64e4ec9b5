import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { basename } from 'node:path';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { problemSchema } from '@maskroom/shared/protocol/http';
import { type ImportReport, importReportSchema } from '@maskroom/shared/protocol/import';
import type { ImportedFile } from '../app/importIntoFolder.ts';
import { exitCodes, Failed } from './exit.ts';

/** Has the server that runs on the data folder take a file in; it answers when it has. */
export async function sendImport(
  origin: string,
  token: string,
  { format, label, onProgress, path, projectId }: Omit<ImportedFile, 'actor'>,
): Promise<ImportReport> {
  const { size } = await stat(path);
  const address = new URL(`/api/v1/projects/${projectId}/import`, origin);
  address.search = String(
    new URLSearchParams({ format, fileName: basename(path), ...(label !== undefined && { label }) }),
  );
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/octet-stream',
    'content-length': size,
  };
  const call = request(address, { method: 'POST', headers });
  const answered = new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    call.on('error', reject);
    call.on('response', (answer) => {
      json(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
    });
  });
  const file = createReadStream(path);
  let sent = 0;
  file.on('data', (chunk) => {
    sent += chunk.length;
    onProgress?.(sent / size);
  });
  // A server that refuses early stops reading; its answer says why.
  const sending = pipeline(file, call).catch(() => {});
  const { body, status } = await answered.catch(() => {
    throw new Failed(
      exitCodes.failed,
      `A server runs on the data folder, but not at ${origin}: name its address with --host and --port, or stop it.`,
    );
  });
  await sending;
  const report = importReportSchema.safeParse(body);
  if (status === 200 && report.success) return report.data;
  const problem = problemSchema.safeParse(body);
  throw new Failed(exitCodes.failed, problem.data?.detail ?? `The server answered ${status}.`);
}
