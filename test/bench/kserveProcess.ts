import { startKserveServer } from '../support/kserve/kserveServer.ts';

/** An inference server in a process of its own; its address is the first line of its output. */
const server = await startKserveServer({
  folder: process.argv[2],
  keepsEmbeddings: process.argv[3] === 'keeps',
});
console.log(server.url);
