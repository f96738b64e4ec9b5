import { err, ok, type Result } from '@maskroom/shared/base/result';
import { builtinFamily } from './builtinFamily.ts';
import type { Manifest } from './manifest.ts';
import type { ModelFamily } from './modelFamily.ts';

const families: Readonly<Record<string, ModelFamily>> = { builtin: builtinFamily };

/** The code that knows the models of the manifest's family. */
export function familyOf(manifest: Manifest): Result<ModelFamily> {
  if (Object.hasOwn(families, manifest.family)) return ok(families[manifest.family]);
  const known = Object.keys(families).join(', ');
  return err(`model ${manifest.id} is of family ${manifest.family}; this server knows: ${known}`);
}
