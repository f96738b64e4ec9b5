import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { HistoryEntry } from '@maskroom/shared/protocol/history';
import { useState } from 'react';
import { restoreMoment } from '../../connection/historyApi.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './HistoryDialog.module.css';
import { HistoryList } from './HistoryList.tsx';
import { MomentPicture } from './MomentPicture.tsx';

/** Who did what on this picture; a lead goes back to any moment of it. */
export function HistoryDialog() {
  const { image, notes, role, view } = useWorkbench();
  const open = useView((state) => state.historyOpen);
  const [moment, setMoment] = useState<HistoryEntry | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    view.setState({ historyOpen: false });
    setMoment(null);
  };

  const restore = async (seq: number) => {
    setBusy(true);
    try {
      const { changed, kept } = await restoreMoment(image.id, seq);
      const some = t('history.putBack', { n: changed.length });
      const held = t('history.stayed', { n: kept.length });
      notes.say({ title: some, description: kept.length > 0 ? held : undefined });
      close();
    } catch (cause) {
      notes.warn({ title: t('history.notRestored'), description: failureWords(cause) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('history.title')}
      wide
      actions={
        moment &&
        roleAtLeast(role, 'lead') && (
          <Button kind="primary" busy={busy} onClick={() => void restore(moment.seq)}>
            {t('history.back')}
          </Button>
        )
      }
    >
      <div className={styles.columns}>
        <HistoryList imageId={image.id} chosen={moment?.seq ?? null} onChoose={setMoment} />
        <MomentPicture seq={moment?.seq ?? null} />
      </div>
    </Dialog>
  );
}
