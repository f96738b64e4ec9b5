import { createTranslator } from 'use-intl/core';
import english from './messages/en.json' with { type: 'json' };

/** Every word that the pages show, by place. The other languages have the same keys and placeholders. */
export type Messages = typeof english;

const translatorOf = (locale: string, messages: Messages) => createTranslator({ locale, messages });

let shown = 'en';
let messages: Messages = english;

/**
 * A message in the language that is shown: `t('keys.swap')`, `t('count.objects', { n: 3 })`, and with elements in it
 * `t.rich(…)`. It changes with the language, so it is called where something is shown, never while a file loads.
 */
export let t: ReturnType<typeof translatorOf> = translatorOf(shown, english);

/** The language that is shown, as BCP 47 calls it. */
export const language = (): string => shown;

/** Languages there are: each is one file of messages, listed when the pages are built. */
export const languages: readonly string[] = (process.env.MASKROOM_LANGUAGES ?? 'en').split(' ');

/** What a language is called in itself: "Deutsch". */
export const languageName = (code: string): string =>
  new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

/** Fetches a language and shows it; English where that fails. */
export async function showLanguage(code: string): Promise<void> {
  const found = code === 'en' ? english : await fetchMessages(code);
  [shown, messages] = found ? [code, found] : ['en', english];
  t = translatorOf(shown, messages);
}

async function fetchMessages(code: string): Promise<Messages | null> {
  const file: { readonly default: unknown } | null = await import(`./messages/${code}.json`).catch(
    () => null,
  );
  return file && isLike(file.default, english) ? file.default : null;
}

/** Whether all the messages of one are in the other too; compiled when the pages were built, a message is text or a list. */
function isLike<T extends object>(value: unknown, like: T): value is T {
  if (typeof value !== 'object' || value === null) return false;
  const own = new Map<string, unknown>(Object.entries(value));
  return Object.entries(like).every(([key, wanted]) =>
    isMessage(wanted) ? isMessage(own.get(key)) : isLike(own.get(key), wanted),
  );
}

const isMessage = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

/** The server's English words about a refusal, or in another language what its code means. */
export function problemWords({ code, message }: { readonly code: string; readonly message: string }): string {
  const byCode: Readonly<Record<string, string | undefined>> = messages.problem;
  return shown === 'en' ? message : (byCode[code] ?? message);
}
