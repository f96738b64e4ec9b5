import type { Command } from 'commander';
import { addModelsAdd } from './modelsAdd.ts';
import { addModelsList } from './modelsList.ts';
import { addModelsPull } from './modelsPull.ts';
import { addModelsRemove } from './modelsRemove.ts';
import { addModelsVerify } from './modelsVerify.ts';

export function addModelCommands(program: Command): void {
  const models = program.command('models').description('promptable models: what there is, and getting more');
  addModelsList(models);
  addModelsPull(models);
  addModelsAdd(models);
  addModelsVerify(models);
  addModelsRemove(models);
}
