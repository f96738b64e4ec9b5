import { Compass } from 'lucide-react';
import { useEffect } from 'react';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { paths } from '../ui/paths.ts';

/** An address that means nothing here. */
export function NotFound() {
  useEffect(() => {
    document.title = 'Not found · Maskroom';
  }, []);
  return (
    <main>
      <EmptyState
        icon={<Compass size={32} strokeWidth={1.5} />}
        title="There is no page here"
        actions={<LinkButton to={paths.projects}>Go to projects</LinkButton>}
      >
        The address may be mistyped, or what it showed has been removed.
      </EmptyState>
    </main>
  );
}
