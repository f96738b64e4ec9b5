import type { Picture } from './core/scene.ts';
import { breakfastTable } from './scenes/breakfast-table.ts';
import { cellsFluorescence } from './scenes/cells-fluorescence.ts';
import { fieldsFromAbove } from './scenes/fields-from-above.ts';
import { harbour } from './scenes/harbour.ts';
import { sheepMeadow } from './scenes/sheep-meadow.ts';
import { shelfOfGoods } from './scenes/shelf-of-goods.ts';
import { street } from './scenes/street.ts';
import { workbench } from './scenes/workbench.ts';

/** Every picture by file name; the slowest come first, so that cores finish together. */
export const pictures: Record<string, () => Picture> = {
  '01-sheep-meadow': sheepMeadow,
  '06-harbour': harbour,
  '08-fields-from-above': fieldsFromAbove,
  '02-street': street,
  '07-workbench': workbench,
  '04-shelf-of-goods': shelfOfGoods,
  '05-breakfast-table': breakfastTable,
  '03-cells-fluorescence': cellsFluorescence,
};
