import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Seat } from './browser.ts';

/** Turns what follows around, as a name can that pretends to end in another way. */
const RIGHT_TO_LEFT = '\u202e';

/** Markup that calls `ran` where anything takes it for markup, and a template; at most 120 characters with a short name. */
export const hostile = (name: string): string =>
  `${name}"><img src=x onerror=ran(1)><svg onload=ran(2)><script>ran(3)</script>{{ran(4)}}${RIGHT_TO_LEFT}`;

/** The same where neither a slash nor such a mark may stand. */
export const hostileFileName = (name: string): string =>
  `${name}'><img src=x onerror=ran(1)><svg onload=ran(2)>{{ran(4)}}.jpg`;

/** Addresses that are programs, as a link, an image and bare. */
export const hostileLinks = (name: string): string =>
  `${name} javascript:ran(5) [x](javascript:ran(6)) ![x](x"onerror="ran(7)) <a href=javascript:ran(8)>y</a> ${hostile('')}`;

export interface Watch {
  /** What a script of somebody else's did or tried to. */
  readonly harm: string[];
}

/** Notes what comes to run in a browser, on every page that it opens from now on. */
export async function watchFor({ context, page }: Seat): Promise<Watch> {
  const harm: string[] = [];
  await context.exposeFunction('ran', (which: unknown) => void harm.push(`ran(${which})`));
  await context.exposeFunction('policyBroken', (what: string) => void harm.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
      const { policyBroken } = window as unknown as { policyBroken(what: string): void };
      policyBroken(`${violatedDirective}: ${blockedURI}`);
    });
  });
  page.on('dialog', (dialog) => {
    harm.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => void harm.push(`popup: ${popup.url()}`));
  page.on('request', (request) => {
    if (/\/x(?:"|%22|$)/.test(request.url())) harm.push(`request: ${request.url()}`);
  });
  return { harm };
}

/** Elements that no page of ours has, and that the words above would make. */
export const strangeElements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.getAttributeNames().some((name) => name.startsWith('on')) ||
          element.matches('iframe, object, embed, img[src="x"], a[href^="javascript:" i]') ||
          (element.matches('script:not([src])') && /\bran\(/.test(element.textContent ?? '')),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );

/** Everything that a page lets a person read: text, fields, tips and names for screen readers. */
const wordsOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .flatMap((element) => [
        ...[...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.nodeValue),
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : null,
        element.getAttribute('title'),
        element.getAttribute('aria-label'),
      ])
      .filter(Boolean)
      .join('\n'),
  );

/** Waits until a page shows all of these, letter by letter, and nothing in it was made of them. */
export async function showsAsText(page: Page, words: Readonly<Record<string, string>>): Promise<void> {
  const missing = async () => {
    const all = await wordsOf(page);
    return Object.keys(words).filter((name) => !all.includes(words[name]));
  };
  await expect.poll(missing).toEqual([]);
  expect(await strangeElements(page)).toEqual([]);
}
