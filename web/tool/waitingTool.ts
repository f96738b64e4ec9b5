import { t } from '../ui/language/language.ts';
import type { OutlineToolName } from './outlineTools.ts';
import type { Tool, ToolCommand, ToolContext } from './tool.ts';

type Create = (name: OutlineToolName, context: ToolContext) => Tool;

/** What means something to a drawing that was begun; without one these keys have their wider meaning. */
const ofDrawing: ReadonlySet<ToolCommand> = new Set(['accept', 'cancel', 'removeLast']);

/** A tool that is still being fetched: what pointer and keys do meanwhile is done with it as soon as it is there. */
export function waitingTool(name: OutlineToolName, context: ToolContext, coming: Promise<Create>): Tool {
  let [tool, isDown]: [Tool | null, boolean] = [null, false];
  let [passed, isBegun]: [((tool: Tool) => void)[], boolean] = [[], false];
  context.setCursor('crosshair');
  coming.then(
    (create) => {
      if (isDown) return;
      tool = create(name, context);
      for (const act of passed) act(tool);
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
      if (tool) return tool.pointer(event);
      isBegun ||= event.phase === 'down';
      passed.push((arrived) => arrived.pointer(event));
    },
    command(command) {
      if (tool) return tool.command(command);
      if (!isBegun || !ofDrawing.has(command)) return false;
      passed.push((arrived) => void arrived.command(command));
      return true;
    },
    putDown() {
      isDown = true;
      tool?.putDown();
    },
  };
}
