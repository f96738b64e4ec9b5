import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { LogOut, Moon, Sun, UserCog } from 'lucide-react';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { language, languageName, languages, t } from '../../ui/language/language.ts';
import { chooseLanguage } from '../../ui/language/useLanguage.ts';
import { Menu, MenuChoices, MenuItem, MenuNote, MenuSeparator } from '../../ui/Menu.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { setTheme, useTheme } from '../../ui/theme.ts';
import styles from './account.module.css';
import { useSession } from './useSession.ts';

/** The corner of every page: who is signed in, the theme, the way out. */
export function AccountMenu() {
  const { me, signOut } = useSession();
  const { navigate } = useNavigation();
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <Menu
      trigger={
        <Button kind="quiet" className={styles.account} aria-label={t('account.of', { name: me.name })}>
          <Avatar person={me} color={presenceColorOf(me.id)} />
        </Button>
      }
    >
      <MenuNote>
        <strong className={styles.name}>{me.name}</strong>
        {me.email}
      </MenuNote>
      <MenuSeparator />
      <MenuItem icon={<UserCog />} onClick={() => navigate(paths.account)}>
        {t('account.account')}
      </MenuItem>
      <MenuItem icon={theme === 'dark' ? <Sun /> : <Moon />} onClick={() => setTheme(other)}>
        {theme === 'dark' ? t('account.light') : t('account.dark')}
      </MenuItem>
      {languages.length > 1 && (
        <>
          <MenuSeparator />
          <MenuNote>{t('account.language')}</MenuNote>
          <MenuChoices
            value={language()}
            options={languages.map((code) => ({ value: code, label: languageName(code) }))}
            onChange={(code) => void chooseLanguage(code)}
          />
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<LogOut />} onClick={signOut}>
        {t('account.signOut')}
      </MenuItem>
    </Menu>
  );
}
