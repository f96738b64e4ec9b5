import { err, ok, type Result } from '@maskroom/shared/base/result';
import { builtinFamily } from './builtinFamily.ts';
import { efficientSamFamily } from './efficientSamFamily.ts';
import type { Manifest } from './manifest.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { sam2Family } from './sam2Family.ts';
import { sam2TransformersFamily } from './sam2TransformersFamily.ts';
import { samFamily } from './samFamily.ts';
import { samTransformersFamily } from './samTransformersFamily.ts';

const families = {
  builtin: builtinFamily,
  sam: samFamily,
  sam2: sam2Family,
  'efficient-sam': efficientSamFamily,
  'sam-transformers': samTransformersFamily,
  'sam2-transformers': sam2TransformersFamily,
} satisfies Readonly<Record<string, ModelFamily>>;
export type FamilyName = keyof typeof families;

const byName = new Map<string, ModelFamily>(Object.entries(families));

/** The code that knows the models of the manifest's family, when the manifest has the family's tensors. */
export function familyOf(manifest: Manifest): Result<ModelFamily> {
  const family = byName.get(manifest.family);
  if (!family) {
    const known = [...byName.keys()].join(', ');
    return err(`model ${manifest.id} is of family ${manifest.family}; this server knows: ${known}`);
  }
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
