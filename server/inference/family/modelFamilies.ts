import { err, ok, type Result } from '@maskroom/shared/base/result';
import { builtinFamily } from './builtinFamily.ts';
import { efficientSamFamily } from './efficientSamFamily.ts';
import type { Manifest } from './manifest.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { sam2Family } from './sam2Family.ts';
import { samFamily } from './samFamily.ts';
import { samTransformersFamily } from './samTransformersFamily.ts';

const families: Readonly<Record<string, ModelFamily>> = {
  builtin: builtinFamily,
  sam: samFamily,
  sam2: sam2Family,
  'efficient-sam': efficientSamFamily,
  'sam-transformers': samTransformersFamily,
};

/** The code that knows the models of the manifest's family, when the manifest has the family's tensors. */
export function familyOf(manifest: Manifest): Result<ModelFamily> {
  if (!Object.hasOwn(families, manifest.family)) {
    const known = Object.keys(families).join(', ');
    return err(`model ${manifest.id} is of family ${manifest.family}; this server knows: ${known}`);
  }
  const family = families[manifest.family];
  const faults = faultsOf(manifest, family.tensors);
  if (faults.length === 0) return ok(family);
  return err(`model ${manifest.id} is not of family ${manifest.family}: ${faults.join('; ')}`);
}

function faultsOf(
  { encoder, decoder }: Manifest,
  { required, optional, masks, scores }: FamilyTensors,
): string[] {
  const known = [...required, ...optional, ...Object.keys(encoder.outputs)];
  const inputs = Object.keys(decoder.inputs);
  const outputs = Object.keys(decoder.outputs);
  const faults = required
    .filter((name) => !inputs.includes(name))
    .map((name) => `its decoder takes no ${name}`);
  for (const name of inputs) {
    if (!known.includes(name)) faults.push(`nothing gives its decoder ${name}`);
  }
  for (const names of [masks, scores]) {
    if (!names.some((name) => outputs.includes(name)))
      faults.push(`its decoder gives no ${names.join(' or ')}`);
  }
  if (Object.keys(encoder.inputs).length !== 1) faults.push('its encoder takes more than a picture');
  return faults;
}
