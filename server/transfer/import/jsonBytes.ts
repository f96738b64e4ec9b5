import { Problem } from '@maskroom/shared/base/problem';

const MAX_KEY_BYTES = 1_000;
export const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
export const [QUOTE, COMMA, COLON, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] =
  Buffer.from('",:\\[]{}');
export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
export const broken = (): Problem =>
  new Problem('bad-request', 'The file is no JSON, or was cut off: save it again and send it whole.');

export const noObject = (): Problem =>
  new Problem(
    'bad-request',
    'This is a list of results; send an object with images, categories and annotations.',
  );

export function keyOf(bytes: Uint8Array | null): string {
  if (bytes === null || bytes.length > MAX_KEY_BYTES) throw broken();
  try {
    return String(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    throw broken();
  }
}

export const joined = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
