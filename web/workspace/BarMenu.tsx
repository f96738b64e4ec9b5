import { CircleCheck, Ellipsis, History, Moon, SkipForward, SlidersHorizontal, Sun } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { t } from '../ui/language/language.ts';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { setTheme, useTheme } from '../ui/theme.ts';
import { mayAnnotate } from './state/permissions.ts';
import { useWorkbench } from './state/sessionContext.ts';
import styles from './TopBar.module.css';

/** What the bar has no room for on a phone. */
export function BarMenu() {
  const { commands, role, view } = useWorkbench();
  const theme = useTheme();
  return (
    <Menu
      trigger={
        <IconButton className={styles.narrow} label={t('bar.more')} data-testid="bar-menu">
          <Ellipsis />
        </IconButton>
      }
    >
      {mayAnnotate(role) && (
        <>
          <MenuItem icon={<CircleCheck />} onClick={() => commands.run('submit')}>
            {t('bar.submit')}
          </MenuItem>
          <MenuItem icon={<SkipForward />} onClick={() => commands.run('skip')}>
            {t('key.skip')}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<History />} onClick={() => view.setState({ historyOpen: true })}>
        {t('history.title')}
      </MenuItem>
      <MenuItem
        icon={<SlidersHorizontal />}
        onClick={() => view.setState(({ lookOpen }) => ({ lookOpen: !lookOpen }))}
      >
        {t('bar.look')}
      </MenuItem>
      <MenuItem
        icon={theme === 'dark' ? <Sun /> : <Moon />}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        {t(theme === 'dark' ? 'bar.light' : 'bar.dark')}
      </MenuItem>
    </Menu>
  );
}
