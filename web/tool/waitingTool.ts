import type { StagePointer } from '../canvas/stagePointer.ts';
import { t } from '../ui/language/language.ts';
import type { OutlineToolName } from './outlineTools.ts';
import type { Tool, ToolContext } from './tool.ts';

type Create = (name: OutlineToolName, context: ToolContext) => Tool;

/** A tool that is still being fetched: what the pointer does meanwhile is done with it as soon as it is there. */
export function waitingTool(name: OutlineToolName, context: ToolContext, coming: Promise<Create>): Tool {
  let [tool, isDown]: [Tool | null, boolean] = [null, false];
  let passed: StagePointer[] = [];
  context.setCursor('crosshair');
  coming.then(
    (create) => {
      if (isDown) return;
      tool = create(name, context);
      for (const event of passed) tool.pointer(event);
      passed = [];
    },
    () => isDown || context.notify(t('tool.notFetched')),
  );
  return {
    name,
    get state() {
      return tool?.state ?? 'waiting';
    },
    pointer(event) {
      if (tool) tool.pointer(event);
      else passed.push(event);
    },
    command: (command) => tool?.command(command) ?? false,
    putDown() {
      isDown = true;
      tool?.putDown();
    },
  };
}
