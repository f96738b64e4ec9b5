export const SESSION_COOKIE = 'maskroom_session';

/** A secret of ours out of a Cookie header; null when there is none or it is not ours. */
export function readCookie(header: string | undefined, cookie: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookie && value && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return null;
}

/** The session's secret, likewise. */
export const readSessionCookie = (header: string | undefined): string | null =>
  readCookie(header, SESSION_COOKIE);

/** The longest browsers keep a cookie; when a session really ends is the server's to say. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** A Set-Cookie header: out of reach of scripts and of other sites' forms. `secret` null takes it away. */
export function writeSessionCookie(secret: string | null, { secure }: { secure: boolean }): string {
  const age = secret === null ? 0 : COOKIE_SECONDS;
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`;
  return `${SESSION_COOKIE}=${secret ?? ''}; ${flags}`;
}
