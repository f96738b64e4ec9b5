import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The machine, as far as providers depend on it. */
export interface ProviderSurroundings {
  readonly platform: NodeJS.Platform;
  /** Names in /dev. */
  readonly devices: readonly string[];
  /** Names of the files beside onnxruntime's own library. */
  readonly libraries: readonly string[];
}

/**
 * What is tried unasked, best first. TensorRT is not: it builds an engine for each shape at every start, for minutes,
 * and cannot be told from here to keep it.
 */
export const preferredProviders = ({ platform }: ProviderSurroundings): readonly string[] => {
  if (platform === 'darwin') return ['coreml', 'webgpu'];
  return platform === 'win32' ? ['cuda', 'dml', 'webgpu'] : ['cuda', 'webgpu'];
};

/** Why the provider cannot work here, as far as a look tells; null when it is worth a trial. */
export function providerHindrance(
  provider: string,
  { platform, devices, libraries }: ProviderSurroundings,
): string | null {
  if (platform !== 'linux') return null;
  if (provider === 'cuda' || provider === 'tensorrt') {
    if (!devices.some((name) => name.startsWith('nvidia') || name === 'dxg')) return 'there is no NVIDIA GPU';
    return libraries.includes(`libonnxruntime_providers_${provider}.so`)
      ? null
      : "its library is not installed; see docs/operating.md, 'A GPU'";
  }
  const hasGpu = devices.some((name) => name.startsWith('nvidia') || ['dri', 'dxg'].includes(name));
  return provider === 'webgpu' && !hasGpu ? 'there is no GPU' : null;
}

export function providerSurroundings(): ProviderSurroundings {
  const { arch, platform } = process;
  const root = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '..', 'bin');
  const libraries = namesIn(root).flatMap((napi) => namesIn(join(root, napi, platform, arch)));
  return { platform, devices: namesIn('/dev').filter(isGpuName), libraries };
}

const isGpuName = (name: string): boolean => /^(nvidia.*|dri|dxg)$/.test(name);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
