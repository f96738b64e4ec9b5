import { isLoopback } from './loopback.ts';
import type { Settings } from './settings.ts';

/** Shorter ones can be guessed over the network within days. */
const SHORT_TOKEN = 16;

/** What is allowed but probably not meant; the server says it once, at start. */
export function settingWarnings({
  adminToken,
  executionProviders,
  host,
  publicUrl,
  tritonUrl,
}: Settings): string[] {
  const warnings: string[] = [];
  if (adminToken !== undefined && adminToken.length < SHORT_TOKEN)
    warnings.push(`MASKROOM_ADMIN_TOKEN is shorter than ${SHORT_TOKEN} characters`);
  if (!isLoopback(host) && publicUrl === undefined)
    warnings.push(
      'MASKROOM_PUBLIC_URL is not set: browsers are let in by IP address and localhost, not by name',
    );
  if (publicUrl?.startsWith('http://') && !isLoopback(new URL(publicUrl).hostname))
    warnings.push('MASKROOM_PUBLIC_URL is not https: passwords and cookies travel in the clear');
  if (tritonUrl.length > 0 && executionProviders !== undefined)
    warnings.push(
      'MASKROOM_EXECUTION_PROVIDERS is for models on this machine; MASKROOM_TRITON_URL says elsewhere',
    );
  return warnings;
}
