/** Cookie jars and redirects followed one by one, as a browser does it. */
export function openCookieBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const visited: URL[] = [];
  const visit = async (address: string, hops = 12): Promise<{ url: URL; cookie: string }> => {
    const url = new URL(address);
    visited.push(url);
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const cookieOf = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: cookieOf() } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    const next = answer.headers.get('location');
    if (next === null || hops === 0) return { url, cookie: cookieOf() };
    return visit(new URL(next, url).href, hops - 1);
  };
  return { visit, visited };
}
