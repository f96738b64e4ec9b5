import type { Image } from '@maskroom/shared/protocol/http';
import { t } from '../../ui/language/language.ts';

/** How far a picture is. */
export const stateWords = (state: Image['state']): string => t(`pictures.state.${state}`);
