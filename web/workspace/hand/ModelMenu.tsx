import type { Model } from '@maskroom/shared/protocol/http';
import { ChevronUp, Cpu } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { listModels } from '../../connection/api.ts';
import type { EmbeddingState } from '../../connection/imageSession.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { t } from '../../ui/language/language.ts';
import { Menu, MenuChoices, MenuNote } from '../../ui/Menu.tsx';
import { percent } from '../../ui/quantity.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './ModelMenu.module.css';

/** Which model answers on this picture, and the way to another; `small`: an icon where there is no room for its name. */
export function ModelMenu({ small = false }: { readonly small?: boolean }) {
  const { imageSession } = useWorkbench();
  const { model } = useStore(imageSession.answering);
  const name = model?.name ?? t('model.model');
  const trigger = small ? (
    <IconButton
      label={t('model.named', { name })}
      side="top"
      className={styles.small}
      data-testid="model-menu-small"
    >
      <Cpu />
    </IconButton>
  ) : (
    <button
      type="button"
      className={styles.trigger}
      aria-label={t('model.named', { name })}
      data-testid="model-menu"
    >
      <span className={styles.name}>{name}</span>
      <ChevronUp size={12} aria-hidden />
    </button>
  );
  return (
    <Menu align={small ? 'center' : 'end'} trigger={trigger}>
      <Choices />
    </Menu>
  );
}

/** A model that is starting, or waits for room, is worth another look this soon. */
const LOOK_AGAIN_MS = 1_000;

function Choices() {
  const { imageSession } = useWorkbench();
  const load = useCallback(() => listModels(), []);
  const { loaded, reload } = useLoaded(load);
  const { model } = useStore(imageSession.answering);
  const embedding = useStore(imageSession.embedding);
  const isChanging =
    loaded.status === 'ready' &&
    loaded.value.some(({ mayStart, state }) => state === 'starting' || !mayStart);
  useEffect(() => {
    if (!isChanging) return;
    const again = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(again);
  }, [isChanging, reload]);

  if (loaded.status === 'loading') return <MenuNote>{t('model.looking')}</MenuNote>;
  if (loaded.status === 'failed') return <MenuNote>{loaded.problem.message}</MenuNote>;
  return (
    <>
      <MenuNote>{t('model.from')}</MenuNote>
      <MenuChoices
        value={model?.id ?? null}
        options={loaded.value.map((one) => ({
          value: one.id,
          label: one.isDefault ? t('model.default', { name: one.name }) : one.name,
          note: `${one.license} · ${stateWords(one, one.id === model?.id ? embedding : null)}`,
        }))}
        onChange={imageSession.changeModel}
      />
    </>
  );
}

/** `embedding`: what the model has made of this picture, for the one in use. */
function stateWords({ mayStart, state }: Model, embedding: EmbeddingState | null): string {
  if (!mayStart) return t('model.noRoom');
  if (state === 'failed') return t('model.failed');
  if (state === 'starting') return t('model.starting');
  if (state === 'stopped') return t('model.stopped');
  if (embedding?.state === 'encoding') return t('model.preparing', { share: percent(embedding.fraction) });
  return embedding?.state === 'ready' ? t('model.ready') : t('model.running');
}
