import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import type { JobDetails, WorkItem } from '@maskroom/shared/protocol/jobs';
import { useMemo, useRef, useState } from 'react';
import { t } from '../../ui/language/language.ts';
import { Page } from '../../ui/Page.tsx';
import { paths } from '../../ui/paths.ts';
import { TabPanel, Tabs } from '../../ui/Tabs.tsx';
import { VirtualGrid } from '../../ui/VirtualGrid.tsx';
import { CameBack } from '../CameBack.tsx';
import { ChoiceBar } from './choice/ChoiceBar.tsx';
import { useChoice } from './choice/useChoice.ts';
import { DropVeil } from './DropVeil.tsx';
import { findPictures } from './findPictures.ts';
import { ImageTile } from './ImageTile.tsx';
import { NoPictures } from './NoPictures.tsx';
import { ProjectActions } from './ProjectActions.tsx';
import { ProjectTools } from './ProjectTools.tsx';
import styles from './ProjectView.module.css';
import { type Filter, picturesBy, pictureTabs } from './pictureTabs.ts';
import { stateWords } from './stateWords.ts';
import { FilePickers, type Pickers } from './upload/FilePickers.tsx';
import { UploadPanel } from './upload/UploadPanel.tsx';
import { useFileDrop } from './upload/useFileDrop.ts';
import { useUploader } from './upload/useUploader.ts';

export interface ProjectContents {
  readonly project: Project;
  readonly images: readonly Image[];
  /** What waits for this person, first things first. */
  readonly work: readonly WorkItem[];
}

interface ProjectViewProps {
  readonly contents: ProjectContents;
  readonly reload: () => void;
}

/** The project's pictures as a grid, and all that is done with them as a whole. */
export function ProjectView({ contents: { project, images, work }, reload }: ProjectViewProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const [job, setJob] = useState<JobDetails | null>(null);
  const [query, setQuery] = useState('');
  const pickers = useRef<Pickers>(null);
  const mayAdd = roleAtLeast(project.role, 'lead');
  const { uploader, uploads } = useUploader(project.id, reload);
  const over = useFileDrop(mayAdd, ({ files, unreadable }) => uploader.add(files, unreadable));
  const found = useMemo(() => findPictures(images, query), [images, query]);
  const yours = useMemo(() => work.filter(({ kind }) => kind !== 'open'), [work]);
  const waiting = useMemo(() => new Map(yours.map((item) => [item.imageId, item])), [yours]);
  const lists = useMemo(() => ({ job, yours }), [job, yours]);
  const shown = useMemo(() => picturesBy(filter, found, lists), [filter, found, lists]);
  const choice = useChoice(shown);
  const back = yours.filter(({ kind }) => kind !== 'job').map((item) => ({ ...item, projectId: project.id }));
  const tabs = pictureTabs(filter, found, lists);
  return (
    <Page
      title={project.name}
      crumbs={[{ label: t('common.projects'), to: paths.projects }]}
      roomyActions
      actions={
        <ProjectActions
          project={project}
          images={images}
          next={work[0]?.imageId}
          mayAdd={mayAdd}
          pickers={pickers}
        />
      }
    >
      <h1 className="visually-hidden">{project.name}</h1>
      <CameBack items={back} />
      <div className={styles.tools}>
        {images.length > 0 ? (
          <div className={styles.finding}>
            <Tabs<Filter>
              label={t('pictures.filter')}
              controls="pictures"
              value={filter}
              onChange={setFilter}
              tabs={tabs}
            />
            <input
              className={styles.find}
              type="search"
              aria-label={t('pictures.find')}
              placeholder={t('pictures.find')}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </div>
        ) : (
          <span />
        )}
        <ProjectTools
          project={project}
          onChange={reload}
          onLook={(looked) => {
            setJob(looked);
            setFilter('job');
          }}
        />
      </div>
      <TabPanel
        id="pictures"
        value={images.length > 0 ? filter : null}
        className={styles.grid}
        data-picture-grid
        data-choosing={choice.ids.size > 0 || undefined}
      >
        {images.length === 0 ? (
          <NoPictures mayAdd={mayAdd} pickers={pickers} />
        ) : shown.length === 0 ? (
          <p className={styles.nothing}>
            {query.trim() ? t('pictures.noneFound', { query }) : noneBy(filter)}
          </p>
        ) : (
          <VirtualGrid
            label={t('common.pictures')}
            items={shown}
            keyOf={(image) => image.id}
            minCellWidth={208}
            gap={12}
            cellHeight={(width) => width * 0.72 + 28}
            render={(image, cell) => (
              <ImageTile
                image={image}
                project={project}
                tabIndex={cell.tabIndex}
                work={waiting.get(image.id)}
                chosen={choice.ids.has(image.id)}
                onChoose={mayAdd ? choice.choose : undefined}
              />
            )}
          />
        )}
      </TabPanel>
      {mayAdd && (
        <ChoiceBar project={project} images={images} shown={shown.length} choice={choice} onChange={reload} />
      )}
      {mayAdd && <FilePickers ref={pickers} onPick={(files) => uploader.add(files)} />}
      <UploadPanel uploads={uploads} uploader={uploader} />
      {over && <DropVeil projectName={project.name} />}
    </Page>
  );
}

function noneBy(filter: Filter): string {
  if (filter === 'all' || filter === 'job') return t('yours.noneInJob');
  return filter === 'yours' ? t('yours.none') : t('pictures.noneAre', { state: stateWords(filter) });
}
