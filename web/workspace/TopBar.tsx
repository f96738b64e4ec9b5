import {
  ArrowLeft,
  ChevronLeft,
  ChevronRight,
  History,
  Moon,
  PanelRight,
  SkipForward,
  SlidersHorizontal,
  Sun,
} from 'lucide-react';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { Link } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { setTheme, useTheme } from '../ui/theme.ts';
import { BarMenu } from './BarMenu.tsx';
import { KeptChip } from './kept/KeptChip.tsx';
import { PeopleHere } from './people/PeopleHere.tsx';
import type { ImageNeighbours } from './picture/imageNeighbours.ts';
import { SavedStatus } from './picture/SavedStatus.tsx';
import { mayAnnotate } from './state/permissions.ts';
import { useView, useWorkbench } from './state/sessionContext.ts';
import styles from './TopBar.module.css';

/** The way back, which picture this is, who is here and whether the work is safe. */
export function TopBar({ neighbours }: { readonly neighbours: ImageNeighbours }) {
  const { project, image, commands, role, view } = useWorkbench();
  const { keyOf } = useKeymap();
  const theme = useTheme();
  const lookOpen = useView((state) => state.lookOpen);
  const panelOpen = useView((state) => state.panelOpen);
  const { place, previous, next } = neighbours;
  return (
    <header className={styles.bar}>
      <Link
        to={paths.project(project.id)}
        className={styles.back}
        aria-label={t('bar.back', { project: project.name })}
      >
        <ArrowLeft size={16} aria-hidden />
        <span className={styles.project}>{project.name}</span>
      </Link>
      <span className={styles.slash} aria-hidden>
        /
      </span>
      <h1 className={styles.name} title={image.fileName}>
        {image.fileName}
      </h1>
      <nav className={styles.steps} aria-label={t('common.pictures')}>
        <IconButton
          size="small"
          label={t('bar.previous')}
          shortcut={keyOf('imagePrevious')}
          disabled={!previous}
          onClick={() => commands.run('imagePrevious')}
        >
          <ChevronLeft />
        </IconButton>
        {place > 0 && (
          <span className={styles.place} data-testid="place">
            <Place {...neighbours} />
          </span>
        )}
        <IconButton
          size="small"
          label={t('bar.next')}
          shortcut={keyOf('imageNext')}
          disabled={!next}
          onClick={() => commands.run('imageNext')}
        >
          <ChevronRight />
        </IconButton>
      </nav>
      <span className={styles.gap} />
      <PeopleHere />
      <KeptChip />
      <SavedStatus />
      {mayAnnotate(role) && (
        <IconButton
          className={styles.wide}
          label={t('key.skip')}
          shortcut={keyOf('skip')}
          onClick={() => commands.run('skip')}
        >
          <SkipForward />
        </IconButton>
      )}
      {mayAnnotate(role) && (
        <Tooltip label={t('bar.submit')} shortcut={keyOf('submit')}>
          <Button size="small" className={styles.wide} onClick={() => commands.run('submit')}>
            {t('common.submit')}
          </Button>
        </Tooltip>
      )}
      <IconButton
        className={styles.wide}
        label={t('bar.look')}
        pressed={lookOpen}
        data-testid="look-toggle"
        onClick={() => view.setState({ lookOpen: !lookOpen })}
      >
        <SlidersHorizontal />
      </IconButton>
      <IconButton
        className={styles.wide}
        label={t('history.title')}
        onClick={() => view.setState({ historyOpen: true })}
      >
        <History />
      </IconButton>
      <IconButton
        className={styles.wide}
        label={theme === 'dark' ? t('bar.light') : t('bar.dark')}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        {theme === 'dark' ? <Sun /> : <Moon />}
      </IconButton>
      <BarMenu />
      <IconButton
        label={panelOpen ? t('bar.hidePanel') : t('bar.showPanel')}
        pressed={panelOpen}
        onClick={() => view.setState({ panelOpen: !panelOpen })}
      >
        <PanelRight />
      </IconButton>
    </header>
  );
}

/** Which of how many: of one's job, of all that is one's to do, or of the project. */
function Place({ place, total, within }: ImageNeighbours) {
  const of = t('common.ofTotal', { place: number(place), total: number(total) });
  if (within === 'project') return of;
  const words = within === 'work' ? t('bar.yours') : t('bar.inJob', { job: within.job });
  return (
    <>
      {of} <span className={styles.within}>{words}</span>
    </>
  );
}
