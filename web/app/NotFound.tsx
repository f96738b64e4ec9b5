import { Compass } from 'lucide-react';
import { useEffect } from 'react';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';

/** An address that means nothing here. */
export function NotFound() {
  useEffect(() => {
    document.title = t('notFound.title');
  }, []);
  return (
    <main>
      <EmptyState
        isPage
        icon={<Compass size={32} strokeWidth={1.5} />}
        title={t('notFound.noPage')}
        actions={<LinkButton to={paths.projects}>{t('common.toProjects')}</LinkButton>}
      >
        {t('notFound.words')}
      </EmptyState>
    </main>
  );
}
