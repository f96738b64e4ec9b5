import type { Project } from '@maskroom/shared/protocol/http';
import type { ProjectQuality } from '@maskroom/shared/protocol/quality';
import { useState } from 'react';
import { t } from '../../../ui/language/language.ts';
import { ReportTable } from '../../../ui/ReportTable.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TabPanel, Tabs } from '../../../ui/Tabs.tsx';
import { type Measure, measures, shareWords } from './measures.ts';
import styles from './Quality.module.css';

interface AgreementMatrixProps {
  readonly project: Project;
  readonly quality: Pick<ProjectQuality, 'labels' | 'pairs' | 'people'>;
}

const ALL = '';

/** Person by person, how well two agree: on everything, or on what one of them gave one label. */
export function AgreementMatrix({ project, quality: { labels, pairs, people } }: AgreementMatrixProps) {
  const [measure, setMeasure] = useState<Measure>('f1');
  const [labelId, setLabelId] = useState(ALL);
  const inPairs = people.filter(({ id }) => pairs.some(({ a, b }) => a === id || b === id));
  const compared = project.labels.filter(({ id }) => labels.some((label) => label.labelId === id));
  const shareOf = (one: string, other: string): number | null => {
    const pair = pairs.find(({ a, b }) => (a === one && b === other) || (a === other && b === one));
    const of = labelId === ALL ? pair : pair?.labels.find((label) => label.labelId === labelId);
    return of?.[measure] ?? null;
  };
  if (inPairs.length === 0) return null;
  return (
    <>
      <div className={styles.choices}>
        <Tabs<Measure>
          label={t('quality.measure')}
          controls="agreement"
          value={measure}
          onChange={setMeasure}
          tabs={measures.map((value) => ({ value, label: t(`quality.measures.${value}`) }))}
        />
        <Select
          label={t('queue.label')}
          hideLabel
          value={labelId}
          options={[
            { value: ALL, label: t('queue.allLabels') },
            ...compared.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setLabelId}
        />
      </div>
      <TabPanel id="agreement" value={measure}>
        <ReportTable
          caption={t('quality.people')}
          corner={t('figures.person')}
          head={inPairs.map(({ id, name }) => ({ key: id, words: name }))}
          rows={inPairs.map((one) => ({
            key: one.id,
            name: one.name,
            cells: inPairs.map((other) => {
              const share = shareOf(one.id, other.id);
              return { key: other.id, words: shareWords(share), share };
            }),
          }))}
        />
      </TabPanel>
    </>
  );
}
