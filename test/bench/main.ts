import { benchBesideEverything } from './besideEverything.ts';
import { printMachine } from './calibration.ts';
import { benchClicks } from './clicks.ts';
import { benchColdPicture } from './coldPicture.ts';
import { benchEdits } from './edits.ts';
import { benchEmbeddings } from './embeddings.ts';
import { benchGrpc } from './grpc.ts';
import { benchHover } from './hover.ts';
import { benchInference } from './inference.ts';
import { benchLadder } from './ladder.ts';
import { benchPictures } from './pictures.ts';
import { benchQuality } from './quality.ts';
import { benchQueue } from './queue.ts';
import { benchRemote } from './remote.ts';
import { benchRivals } from './rivals.ts';
import { benchRoom } from './room.ts';
import { benchSamSized } from './samSized.ts';

const benches = {
  model: () => benchInference(),
  clicks: benchClicks,
  cold: benchColdPicture,
  edits: benchEdits,
  ladder: benchLadder,
  room: benchRoom,
  hover: benchHover,
  everything: benchBesideEverything,
  sam: benchSamSized,
  embeddings: benchEmbeddings,
  remote: benchRemote,
  grpc: benchGrpc,
  quality: benchQuality,
  queue: benchQueue,
  pictures: benchPictures,
  rivals: benchRivals,
} as const;
type BenchName = keyof typeof benches;
const isBench = (name: string): name is BenchName => name in benches;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isBench(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

printMachine();
for (const name of asked.length > 0 ? asked.filter(isBench) : (Object.keys(benches) as BenchName[]))
  await benches[name]();
