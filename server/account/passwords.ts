import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes (OWASP's first choice); each takes a core for some 30 ms. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at once and a bounded line behind them: a flood of logins must not starve everybody's pictures. */
const bounded = limitConcurrency({ running: 2, waiting: 200 });

export const hashPassword = (password: string): Promise<string> => bounded(() => hash(password, options));

let nobody: Promise<string> | undefined;

/** Takes as long for a person who does not exist (`stored` null): timing tells nobody who has an account. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody');
  const against = stored ?? (await nobody);
  const matches = await bounded(() => verify(against, password));
  return stored !== null && matches;
}
