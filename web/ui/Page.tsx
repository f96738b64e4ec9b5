import { createContext, Fragment, type ReactNode, useContext, useEffect } from 'react';
import { classes } from './classes.ts';
import { t } from './language/language.ts';
import { Mark } from './Mark.tsx';
import { Link } from './navigation.ts';
import styles from './Page.module.css';
import { paths } from './paths.ts';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  /** The page's own name: the last crumb and the tab's title. */
  readonly title: string;
  /** The way here, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  /** At the right of the bar, before the account. */
  readonly actions?: ReactNode;
  /** So many actions that a narrow window gives them a row of their own. */
  readonly roomyActions?: boolean;
  /** Fills the window and scrolls nowhere: its parts do. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

const CornerContext = createContext<ReactNode>(null);

/** What every page shows in its upper right corner: the account. */
export const PageCorner = CornerContext.Provider;

/** The frame of a page: one bar, then the page's own main part. */
export function Page({ title, crumbs = [], actions, roomyActions, fixed, children }: PageProps) {
  const corner = useContext(CornerContext);
  useEffect(() => {
    document.title = title === 'Maskroom' ? title : t('page.title', { page: title });
  }, [title]);
  return (
    <div className={classes(styles.page, fixed && styles.fixed)}>
      <a className={styles.skip} href="#main">
        {t('page.skip')}
      </a>
      <header className={classes(styles.bar, roomyActions && styles.roomy)}>
        <Link to={paths.projects} className={styles.home} aria-label={t('page.home')}>
          <Mark />
        </Link>
        <nav aria-label={t('page.where')} className={styles.crumbs}>
          {crumbs.map((crumb) => (
            <Fragment key={crumb.to}>
              <Link to={crumb.to} className={styles.crumb}>
                {crumb.label}
              </Link>
              <span aria-hidden className={styles.slash}>
                /
              </span>
            </Fragment>
          ))}
          <span className={styles.here} aria-current="page">
            {title}
          </span>
        </nav>
        <div className={styles.actions}>{actions}</div>
        {corner}
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}
