import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '../ui/tokens.css';
import '../ui/base.css';

export const metadata: Metadata = {
  title: 'Maskroom',
  description: 'Label pictures together, one click a mask.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'dark light' };

/** Runs before the first paint: the chosen theme, else the system's, which is followed as it changes. */
const theme = `(() => {
  const light = matchMedia('(prefers-color-scheme: light)');
  const apply = () => {
    let chosen;
    try { chosen = localStorage.getItem('maskroom.theme'); } catch {}
    const known = chosen === 'light' || chosen === 'dark';
    document.documentElement.dataset.theme = known ? chosen : light.matches ? 'light' : 'dark';
  };
  light.addEventListener('change', apply);
  apply();
})()`;

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and it must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: theme }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
