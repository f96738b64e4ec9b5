/** A multipart body as it goes over the wire, also with names that no client library would send. */
export function multipartBody(files: readonly { name: string; bytes: Uint8Array; field?: string }[]) {
  const boundary = 'maskroom-test-boundary';
  const chunks: Uint8Array[] = [];
  for (const { bytes, field = 'files', name } of files) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`;
    chunks.push(Buffer.from(head), bytes, Buffer.from('\r\n'));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    body: Buffer.concat(chunks),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
