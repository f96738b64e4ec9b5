import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const builtFolders = new Set(['node_modules', 'dist', 'out', '.next']);
/** Written by the build itself. */
const builtFiles = new Set(['next-env.d.ts']);

/** A hash over the names and contents of all files at the given paths, built ones left out. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, root, path);
  return hash.digest('hex');
}

function addPath(hash, root, path) {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full));
    return;
  }
  const entries = readdirSync(full).sort();
  for (const entry of entries) {
    if (!builtFolders.has(entry) && !builtFiles.has(entry)) addPath(hash, root, join(path, entry));
  }
}
