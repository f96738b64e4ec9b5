import { type KserveAnswer, type KserveFault, send } from './kserveServer.ts';

/** The answer with its JSON header changed, lengths kept right. */
const reworded =
  (change: (header: string) => string): KserveFault =>
  (response, answer) => {
    const length = Number(answer.headers['inference-header-content-length']);
    const header = Buffer.from(change(answer.body.subarray(0, length).toString('utf8')));
    send(response, {
      ...answer,
      headers: { ...answer.headers, 'inference-header-content-length': String(header.length) },
      body: Buffer.concat([header, answer.body.subarray(length)]),
    });
  };
const instead =
  (status: number, body: string): KserveFault =>
  (response) =>
    send(response, { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(body) });
const changed =
  (change: (answer: KserveAnswer) => Partial<KserveAnswer>): KserveFault =>
  (response, answer) =>
    send(response, { ...answer, ...change(answer) });

/** Servers that are to be left alone: it is not the question's fault. */
export const serverFaults: Readonly<Record<string, KserveFault>> = {
  'never answers': () => {},
  'answers half and stays silent': (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    response.write(body.subarray(0, body.length / 2));
  },
  'answers half and hangs up': (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    response.write(body.subarray(0, body.length / 2), () => response.socket?.resetAndDestroy());
  },
  'resets the connection': (response) => void response.socket?.resetAndDestroy(),
  'is overloaded': instead(503, '{"error":"Exceeds maximum queue size"}'),
  'has unloaded the model': instead(404, '{"error":"Request for unknown model"}'),
  'is a proxy before nothing': instead(502, '<html>Bad Gateway</html>'),
  'answers with a page': instead(200, '<html>Welcome</html>'),
  'answers in JSON alone': changed(({ body }) => ({ headers: {}, body: body.subarray(0, 20) })),
  'says a wrong header length': changed(({ headers }) => ({
    headers: { ...headers, 'inference-header-content-length': '999999999' },
  })),
  'leaves bytes over': changed(({ body }) => ({ body: Buffer.concat([body, Buffer.alloc(4)]) })),
  'leaves bytes out': changed(({ body }) => ({ body: body.subarray(0, -4) })),
  'has masks of another shape': reworded((header) => header.replace('256,256]', '128,512]')),
  'has more axes': reworded((header) => header.replace('"shape":[', '"shape":[1,')),
  'has another datatype': reworded((header) => header.replace('"FP32"', '"UINT8"')),
  'leaves an output out': reworded((header) => header.replace('"iou_predictions"', '"scores"')),
};

/** Answers to the question: another server is tried, and this one asked again. */
export const answerFaults: Readonly<Record<string, KserveFault>> = {
  'fails with 500': instead(500, '{"error":"CUDA error: out of memory"}'),
  'answers NaN': (response, answer) => {
    const body = Buffer.from(answer.body);
    body.writeFloatLE(Number.NaN, body.length - 4);
    send(response, { ...answer, body });
  },
};
