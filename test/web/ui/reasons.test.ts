import { usualReasons } from '@maskroom/shared/annotation/rejectReasons';
import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../../../web/ui/language/language.ts';
import { reasonWords, storedReason } from '../../../web/ui/language/reasons.ts';

afterEach(() => showLanguage('en'));

test('a usual reason is stored in the same words whoever gives it, and read in the reader’s', async () => {
  expect(usualReasons.map(reasonWords)).toEqual(usualReasons);
  await showLanguage('de');
  const read = usualReasons.map(reasonWords);
  expect(read).not.toEqual(usualReasons);
  expect(read.map(storedReason)).toEqual(usualReasons);
  expect([reasonWords('Ohr fehlt'), storedReason('Ohr fehlt')]).toEqual(['Ohr fehlt', 'Ohr fehlt']);
});
