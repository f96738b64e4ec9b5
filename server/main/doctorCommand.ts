import { mkdir, stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { startModel } from '../app/startModel.ts';
import { repositoryRoot } from '../config/repositoryRoot.ts';
import type { Settings } from '../config/settings.ts';
import { diskCheck } from '../http/diskCheck.ts';
import { findModelFolder } from '../inference/installedModels.ts';
import { placementText, refusalText } from '../inference/provider/placement.ts';
import type { ReplicaState } from '../inference/remote/ReplicaWatch.ts';
import { openDatabase } from '../store/database.ts';
import { databaseHealth } from '../store/health.ts';
import { exitCodes } from './exit.ts';
import { ladderText } from './ladderText.ts';
import { print } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly says: string;
}

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('try everything the server needs, and say what is wrong')
    .option('--json', 'for machines');
  withSettingFlags(command).action(async ({ json, ...flags }: SettingFlags & { json?: boolean }) => {
    const settings = settingsFrom(flags);
    await mkdir(settings.dataFolder, { recursive: true });
    const findings = await examine(settings);
    const ok = findings.every((finding) => finding.ok);
    print(
      json,
      { ok, findings },
      findings.map(
        (finding) => `${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.check.padEnd(9)} ${finding.says}`,
      ),
    );
    process.exitCode = ok ? exitCodes.ok : exitCodes.unhealthy;
  });
}

/** Each check does the thing itself: opens the database, writes to the disk, encodes a picture. */
async function examine(settings: Settings): Promise<Finding[]> {
  const checks: Record<string, () => Promise<string>> = {
    machine: async () =>
      `Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB`,
    disk: async () => {
      await diskCheck(settings.dataFolder)();
      return `${settings.dataFolder} takes files`;
    },
    database: async () => {
      const db = await openDatabase(join(settings.dataFolder, 'maskroom.sqlite'));
      const { journalMode, synchronous } = await databaseHealth(db).finally(() => db.destroy());
      return `SQLite, journal ${journalMode}, synchronous ${synchronous}`;
    },
    web: async () => {
      await stat(fileURLToPath(new URL('web/out/index.html', repositoryRoot)));
      return 'the web client is built';
    },
    model: () => tryModel(settings),
    ladder: () => ladderOf(settings),
    ...(settings.tritonUrl.length > 0 && { servers: () => tryServers(settings) }),
  };
  const findings: Finding[] = [];
  for (const [check, run] of Object.entries(checks)) {
    const [ok, says] = await run().then(
      (text): [boolean, string] => [true, text],
      (cause: unknown): [boolean, string] => [false, cause instanceof Error ? cause.message : String(cause)],
    );
    findings.push({ check, ok, says });
  }
  return findings;
}

/** What came of making the model's decoder faster. */
async function ladderOf({ model, modelsFolders }: Settings): Promise<string> {
  const folder = await findModelFolder(modelsFolders, model);
  return folder === undefined ? `there is no model ${model}` : ladderText(folder);
}

async function tryModel(settings: Settings): Promise<string> {
  const segmenter = await startModel(settings, settings.model);
  try {
    await segmenter.ready();
    const image = { width: 640, height: 480 };
    const size = segmenter.contentSize(image);
    const grey = { ...size, data: new Uint8Array(size.width * size.height * 3).fill(128) };
    const { embedding, encodeMs } = await segmenter.encode(grey, image);
    const { decodeMs } = await segmenter.decode(embedding, {
      prompt: { points: [[320, 240, 1]] },
      multimask: true,
    });
    const { name } = segmenter.model;
    const placement = segmenter.placement();
    const measured = `encode ${encodeMs.toFixed(0)} ms, decode ${decodeMs.toFixed(0)} ms, ${segmenter.decodeSlots} at a time`;
    return [`${name}: ${measured}; ${placementText(placement)}`, ...placement.refused.map(refusalText)].join(
      '; ',
    );
  } finally {
    await segmenter.close();
  }
}

/** All of them: one that is missing shows here, while the model works on the others. */
async function tryServers(settings: Settings): Promise<string> {
  const states = new Map<string, ReplicaState>();
  const segmenter = await startModel(settings, settings.model, {
    onReplica: (state) => states.set(state.url, state),
  });
  try {
    await segmenter.ready();
    const away = [...states.values()].filter(({ usable }) => !usable);
    if (away.length > 0) throw new Error(away.map(({ reason, url }) => `${url} ${reason}`).join('; '));
    return `all ${states.size} inference servers have the model`;
  } finally {
    await segmenter.close();
  }
}
