import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { WireTensor } from '@maskroom/server/inference/remote/graphContract.ts';
import { KserveClient } from '@maskroom/server/inference/remote/KserveClient.ts';
import { wireBytes, wireText } from '@maskroom/server/inference/remote/wireTensor.ts';
import { afterEach, expect, test } from 'vitest';

let server: Server;
afterEach(() => server.close());

/** Answers one connection with these bytes, and gives what it was sent. */
async function listen(length: number, answer: Buffer): Promise<{ url: string; received: Promise<Buffer> }> {
  let tell = (_bytes: Buffer): void => {};
  const received = new Promise<Buffer>((resolve) => {
    tell = resolve;
  });
  server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length < length) return;
      tell(bytes);
      socket.end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address?.port}`, received };
}

const output = (name: string, datatype: WireTensor['datatype'], axes: number[]): WireTensor => ({
  name,
  wireName: name,
  datatype,
  axes,
});

test('one question and one answer, byte for byte', async () => {
  const json = [
    '{"inputs":[',
    '{"name":"point_coords","shape":[1,2,2],"datatype":"FP32","parameters":{"binary_data_size":16}},',
    '{"name":"image_embeddings","shape":[1,3],"datatype":"FP16","parameters":{"binary_data_size":6}},',
    '{"name":"orig_im_size","shape":[2],"datatype":"INT64","parameters":{"binary_data_size":16}},',
    '{"name":"embedding_key","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":6}}',
    '],"outputs":[',
    '{"name":"masks","parameters":{"binary_data":true}},',
    '{"name":"scores","parameters":{"binary_data":true}}]}',
  ].join('');
  const tensors = [
    '0000803f 00000040 0000c0bf 00000000', // 1, 2, -1.5, 0
    '003c 0038 00c0', // 1, 0.5, -2
    'd007000000000000 ffffffffffffffff', // 2000, -1
    '02000000 6b31', // "k1"
  ];
  const head = [
    'POST /base/v2/models/toy%20decoder/versions/3/infer HTTP/1.1',
    'content-type: application/octet-stream',
    `inference-header-content-length: ${json.length}`,
    `content-length: ${json.length + 16 + 6 + 16 + 6}`,
  ].join('\r\n');
  const answerJson =
    '{"outputs":[{"name":"scores","datatype":"FP16","shape":[2],"parameters":{"binary_data_size":4}},' +
    '{"name":"masks","datatype":"FP32","shape":[1,2],"parameters":{"binary_data_size":8}}]}';
  const answer = Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\nInference-Header-Content-Length: ${answerJson.length}\r\nContent-Length: ${answerJson.length + 12}\r\n\r\n${answerJson}`,
    ),
    Buffer.from('003a 00bc 00002041 000020c1'.replaceAll(' ', ''), 'hex'), // 0.75, -1; 10, -10
  ]);
  const { url, received } = await listen(json.length + 44 + 100, answer);
  const tensor = (values: number[], dims: number[]) => ({ data: Float32Array.from(values), dims });
  const client = new KserveClient(`${url}/base`);
  const outputs = await client.infer(
    { name: 'toy decoder', version: '3' },
    [
      {
        name: 'point_coords',
        shape: [1, 2, 2],
        datatype: 'FP32',
        bytes: wireBytes(tensor([1, 2, -1.5, 0], [1, 2, 2]), 'FP32'),
      },
      {
        name: 'image_embeddings',
        shape: [1, 3],
        datatype: 'FP16',
        bytes: wireBytes(tensor([1, 0.5, -2], [1, 3]), 'FP16'),
      },
      {
        name: 'orig_im_size',
        shape: [2],
        datatype: 'INT64',
        bytes: wireBytes(tensor([2000, -1], [2]), 'INT64'),
      },
      { name: 'embedding_key', shape: [1], datatype: 'BYTES', bytes: wireText('k1') },
    ],
    {
      inputs: [],
      outputs: [output('masks', 'FP32', [1, -1]), output('scores', 'FP16', [2])],
      keepsEmbeddings: true,
    },
    5_000,
  );
  client.close();
  const bytes = await received;
  const bodyAt = bytes.indexOf('\r\n\r\n') + 4;
  expect(bytes.subarray(0, bodyAt).toString('latin1')).toMatch(head);
  expect(bytes.subarray(bodyAt, bodyAt + json.length).toString('utf8')).toBe(json);
  expect(bytes.subarray(bodyAt + json.length).toString('hex')).toBe(tensors.join('').replaceAll(' ', ''));
  expect(outputs).toEqual({
    masks: { data: Float32Array.of(10, -10), dims: [1, 2] },
    scores: { data: Float32Array.of(0.75, -1), dims: [2] },
  });
});
