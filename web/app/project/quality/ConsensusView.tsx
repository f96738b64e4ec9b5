import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import type { Consensus } from '@maskroom/shared/protocol/quality';
import { Merge, Undo2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { mergeLayers, undoMerge } from '../../../connection/qualityApi.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { OutlinedPicture } from '../../../ui/OutlinedPicture.tsx';
import { paths } from '../../../ui/paths.ts';
import report from '../../../ui/Report.module.css';
import { Select } from '../../../ui/Select.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useFocusKept } from '../../../ui/useFocusKept.ts';
import { ClusterRow } from './ClusterRow.tsx';
import { type LayerLook, layerLooks } from './layerLook.ts';
import styles from './Quality.module.css';

interface ConsensusViewProps {
  readonly project: Project;
  readonly image: Image;
  readonly consensus: Consensus;
  readonly onChange: () => void;
}

/** The shapes of everybody who submitted over the picture, each in a colour and a line of their own; a list of what they agree on. */
export function ConsensusView({ consensus, image, onChange, project }: ConsensusViewProps) {
  const notes = useNotes();
  const { clusters, layers, merge } = consensus;
  const side = useRef<HTMLDivElement>(null);
  useFocusKept(side, merge === null);
  const done = layers.filter(({ submitted }) => submitted);
  /** An object of it: the others come and go as people submit. */
  const [chosen, setChosen] = useState<string | null>(null);
  const lookOf = useMemo(() => layerLooks(layers), [layers]);
  const [wanted, setWanted] = useState<number | null>(null);
  const least = Math.min(wanted ?? Math.floor(done.length / 2) + 1, done.length);
  const isTaken = ({ inPicture, members }: (typeof clusters)[number]) =>
    members.length >= least && !inPicture;
  const taken = clusters.filter(isTaken).length;
  const alone = clusters.filter(({ members }) => members.some(({ instanceId }) => instanceId === chosen));
  const shown = alone.length > 0 ? alone : clusters;
  const act = async (change: () => Promise<string>): Promise<void> => {
    try {
      notes.say({ title: await change() });
    } catch (cause) {
      notes.warn({ title: t('quality.notChanged'), description: failureWords(cause) });
    }
    onChange();
  };
  return (
    <div className={styles.consensus}>
      <div className={styles.picture} style={{ aspectRatio: `${image.width} / ${image.height}` }}>
        <OutlinedPicture
          src={`/api/v1/images/${encodeURIComponent(image.id)}/file`}
          alt={image.fileName}
          width={image.width}
          height={image.height}
          fit="contain"
          outlines={shown.flatMap(({ members }) =>
            members.map(({ instanceId, polygon, userId }) => ({
              id: instanceId,
              polygon,
              ...lookOf(userId),
            })),
          )}
        />
      </div>
      <div ref={side} tabIndex={-1} className={styles.side}>
        <ul className={styles.layers} aria-label={t('quality.layers')}>
          {layers.map(({ imageId, name, submitted, userId }) => (
            <li key={imageId}>
              <LayerLine {...lookOf(userId)} />
              {name ?? t('jobs.nobody')}
              <span className={classes(report.note, styles.state)}>
                {t(submitted ? 'quality.isDone' : 'quality.isAtIt')}
              </span>
            </li>
          ))}
        </ul>
        {merge && <p role="status">{t('quality.mergedBy', { n: merge.instances, name: merge.byName })}</p>}
        {roleAtLeast(project.role, 'lead') && !merge && done.length > 1 && (
          <div className={styles.form}>
            <Select
              label={t('quality.least')}
              value={String(least)}
              options={done.map((_, i) => ({
                value: String(i + 1),
                label: t('common.ofTotal', { place: String(i + 1), total: String(done.length) }),
              }))}
              onChange={(value) => setWanted(Number(value))}
            />
            <Button
              kind="primary"
              onClick={() =>
                void act(async () =>
                  t('quality.taken', { n: (await mergeLayers(image.id, least)).added.length }),
                )
              }
            >
              <Merge /> {t('quality.merge', { n: taken })}
            </Button>
          </div>
        )}
        {merge && (
          <div className={styles.form}>
            {roleAtLeast(project.role, 'lead') && (
              <Button
                onClick={() =>
                  void act(async () => {
                    const { kept, removed } = await undoMerge(image.id);
                    return t('quality.undone', { n: removed.length, kept: kept.length });
                  })
                }
              >
                <Undo2 /> {t('quality.undo')}
              </Button>
            )}
            <LinkButton kind="quiet" to={paths.image(project.id, image.id)}>
              {t('quality.look')}
            </LinkButton>
          </div>
        )}
        {clusters.length === 0 ? (
          <p className={report.note}>{t('quality.noClusters')}</p>
        ) : (
          <ul className={styles.clusters} aria-label={t('quality.clusters')}>
            {clusters.map((cluster) => {
              const [{ instanceId }] = cluster.members;
              const isChosen = alone.includes(cluster);
              return (
                <ClusterRow
                  key={instanceId}
                  cluster={cluster}
                  layers={done}
                  labels={project.labels}
                  isTaken={!merge && isTaken(cluster)}
                  isChosen={isChosen}
                  onChoose={() => setChosen(isChosen ? null : instanceId)}
                />
              );
            })}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The line that stands for one person. */
function LayerLine({ color, dash }: LayerLook) {
  return (
    <svg className={styles.line} viewBox="0 0 28 4" aria-hidden>
      <line x1="0" y1="2" x2="28" y2="2" stroke={color} strokeDasharray={dash} />
    </svg>
  );
}
