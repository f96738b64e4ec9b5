import type { Project } from '@maskroom/shared/protocol/http';
import type { ProjectQuality } from '@maskroom/shared/protocol/quality';
import type { ReactNode } from 'react';
import { number } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import { Link } from '../../../ui/navigation.ts';
import { paths } from '../../../ui/paths.ts';
import report from '../../../ui/Report.module.css';
import { ReportPart } from '../../../ui/ReportPart.tsx';
import { ReportTable } from '../../../ui/ReportTable.tsx';
import { AgreementMatrix } from './AgreementMatrix.tsx';
import { type Measure, measures, shareWords } from './measures.ts';

interface QualityViewProps {
  readonly project: Project;
  readonly quality: ProjectQuality;
}

/** Each part answers the question that is its heading. */
export function QualityView({ project, quality }: QualityViewProps) {
  const { about, confusion, honeypots, images, labels, people, pictures, truths } = quality;
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const labelOf = (id: string): ReactNode => {
    const label = project.labels.find((one) => one.id === id);
    return (
      <>
        <span className={report.dot} style={{ background: label?.color ?? 'var(--text-3)' }} />
        {label?.name ?? t('labels.unknown')}
      </>
    );
  };
  const placeOf = (id: string): number => {
    const place = project.labels.findIndex((label) => label.id === id);
    return place < 0 ? project.labels.length : place;
  };
  const inOrder = [...labels].sort((one, other) => placeOf(one.labelId) - placeOf(other.labelId));
  const confused = project.labels.filter(({ id }) => confusion.some(({ a, b }) => a === id || b === id));
  const timesOf = (one: string, other: string): number =>
    confusion.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))?.count ?? 0;
  const scores = (of: Readonly<Record<Measure, number | null>>) =>
    measures.map((key) => ({ key, words: shareWords(of[key]), share: of[key] }));
  const measureHead = measures.map((key) => ({ key, words: t(`quality.measures.${key}`) }));
  return (
    <>
      <ReportPart title={t('quality.pictures')} note={pictures.length === 0 ? t('quality.noPictures') : null}>
        {pictures.length > 0 && (
          <ReportTable
            caption={t('quality.pictures')}
            corner={t('quality.picture')}
            head={[
              { key: 'submitted', words: t('quality.submitted') },
              { key: 'merged', words: t('quality.merged') },
            ]}
            rows={pictures.map(({ fileName, imageId, layers, merged, submitted }) => ({
              key: imageId,
              name: <Link to={paths.consensus(project.id, imageId)}>{fileName}</Link>,
              cells: [
                {
                  key: 'submitted',
                  words: t('common.ofTotal', { place: number(submitted), total: number(layers) }),
                },
                { key: 'merged', words: merged ? t('quality.yes') : '–' },
              ],
            }))}
          />
        )}
      </ReportPart>
      {images > 0 && (
        <ReportPart
          title={t('quality.people')}
          note={about === 'nobody' ? t('quality.nobody') : t('quality.compared', { n: images })}
        >
          <AgreementMatrix project={project} quality={quality} />
        </ReportPart>
      )}
      {labels.length > 0 && (
        <ReportPart title={t('quality.labels')}>
          <ReportTable
            caption={t('quality.labels')}
            corner={t('figures.label')}
            head={[
              { key: 'matched', words: t('quality.matched') },
              { key: 'one', words: t('quality.onlyOne') },
              ...measureHead,
            ]}
            rows={inOrder.map((row) => ({
              key: row.labelId,
              name: labelOf(row.labelId),
              cells: [
                { key: 'matched', words: number(row.matched) },
                { key: 'one', words: number(row.onlyA + row.onlyB) },
                ...scores(row),
              ],
            }))}
          />
        </ReportPart>
      )}
      {confused.length > 1 && (
        <ReportPart title={t('quality.confusion')}>
          <ReportTable
            caption={t('quality.confusion')}
            corner={t('figures.label')}
            head={confused.map(({ id }) => ({ key: id, words: labelOf(id) }))}
            rows={confused.map((one) => {
              const most = Math.max(1, ...confused.map((other) => timesOf(one.id, other.id)));
              return {
                key: one.id,
                name: labelOf(one.id),
                cells: confused.map((other) => {
                  const times = timesOf(one.id, other.id);
                  return { key: other.id, words: number(times), share: times / most };
                }),
              };
            })}
          />
        </ReportPart>
      )}
      {(truths > 0 || honeypots.length > 0) && about === 'everybody' && (
        <ReportPart title={t('quality.truth')} note={honeypots.length === 0 ? t('quality.noTruth') : null}>
          {honeypots.length > 0 && (
            <ReportTable
              caption={t('quality.truth')}
              corner={t('figures.person')}
              head={[
                { key: 'images', words: t('common.pictures') },
                { key: 'missed', words: t('quality.missed') },
                { key: 'added', words: t('quality.added') },
                { key: 'same', words: t('quality.sameLabel') },
                ...measureHead,
              ]}
              rows={honeypots.map((row) => ({
                key: row.userId,
                name: nameOf(row.userId),
                cells: [
                  { key: 'images', words: number(row.images) },
                  { key: 'missed', words: number(row.missed) },
                  { key: 'added', words: number(row.added) },
                  {
                    key: 'same',
                    words: t('common.ofTotal', { place: number(row.sameLabel), total: number(row.matched) }),
                  },
                  ...scores(row),
                ],
              }))}
            />
          )}
        </ReportPart>
      )}
    </>
  );
}
