import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './SkipDialog.module.css';
import { skip } from './skip.ts';

/** Asks why a picture of one's job is left out. */
export function SkipDialog() {
  const workbench = useWorkbench();
  const { image, project, view } = workbench;
  const { navigate } = useNavigation();
  const jobId = useView((state) => state.skipping);
  const close = () => view.setState({ skipping: null });
  return (
    <Dialog
      open={jobId !== null}
      onClose={close}
      title={t('skip.title', { picture: image.fileName })}
      description={t('skip.words')}
    >
      <ReasonForm
        label={t('skip.why')}
        send={t('skip.send')}
        className={styles.form}
        onSend={(reason) => {
          close();
          if (jobId) void skip(workbench, jobId, reason, (id) => navigate(paths.image(project.id, id)));
        }}
      />
    </Dialog>
  );
}
