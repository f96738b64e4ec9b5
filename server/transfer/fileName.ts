/** Anything but letters, digits and a few marks: no path, no quote, no line break, no bidi control. */
const unsafe = /[^\p{L}\p{N}._ -]+/gu;

/**
 * The Content-Disposition of a download named by people: an ASCII name for old readers, the whole one encoded
 * (RFC 6266), neither able to end the header or to name a folder.
 */
export function attachment(name: string, extension: string): string {
  const clean =
    [
      ...name
        .normalize('NFC')
        .replace(unsafe, '_')
        .replace(/^[. ]+/, ''),
    ]
      .slice(0, 80)
      .join('') || 'export';
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_');
  return `attachment; filename="${ascii}.${extension}"; filename*=UTF-8''${encodeURIComponent(`${clean}.${extension}`)}`;
}
