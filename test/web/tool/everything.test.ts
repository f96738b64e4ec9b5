import { expect, test } from 'vitest';
import { createTool } from '../../../web/tool/createTool.ts';
import { click, drag, recordingContext } from './recordingContext.ts';

test('a click takes the mask under it, a drag takes none, and keys choose the level', () => {
  const { context, state } = recordingContext();
  const tool = createTool('everything', context);
  click(tool, 10, 20);
  expect(state.log).toEqual(['take 10,20']);
  drag(tool, [10, 20], [40, 40]);
  expect(state.log).toHaveLength(1);
  for (const command of ['candidateNext', 'candidatePrevious', 'cancel', 'delete'] as const)
    tool.command(command);
  expect(state.log.slice(1)).toEqual(['level 1', 'level -1', 'dismiss']);
  tool.putDown();
  expect(state.proposal).toBeNull();
});
