import { type ClientOptions, WebSocket } from 'ws';

/** A socket class for a provider that notes which updates went out and which came back. */
export function watchedSocket() {
  const sent: string[] = [];
  const heard = new Set<string>();
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  class WatchedSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[], options?: ClientOptions) {
      super(address, protocols, options);
      this.on('message', (data: ArrayBuffer) => heard.add(hex(new Uint8Array(data))));
    }
    override send(data: Uint8Array): void {
      if (data[0] === 0 && data[1] === 2) sent.push(hex(data));
      super.send(data);
    }
  }
  return {
    WatchedSocket: WatchedSocket as unknown as typeof globalThis.WebSocket,
    isEchoed: () => sent.length > 0 && sent.every((frame) => heard.has(frame)),
  };
}
