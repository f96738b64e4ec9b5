import {
  type Attribute,
  type AttributeValues,
  attributeSchema,
  noAttributes,
  parseAttributeValues,
} from '@maskroom/shared/annotation/attribute';
import { z } from 'zod';

const definitionsSchema = z.array(attributeSchema);
/** Every row of an export names its label: the same text is read once. */
const known = new Map<string, readonly Attribute[]>();
const MOST_KNOWN = 2_000;

/** What a label asks of its objects, from its column; nothing for a label that is gone. */
export function readDefinitions(text: string | null): readonly Attribute[] {
  if (text === null || text === '[]') return [];
  const before = known.get(text);
  if (before) return before;
  const parsed = definitionsSchema.parse(JSON.parse(text));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, parsed);
  return parsed;
}

export const readAnswers = (text: string): AttributeValues =>
  text === '{}' ? noAttributes : (parseAttributeValues(JSON.parse(text)) ?? noAttributes);

/** Keys in order, so that equal answers are equal text. */
export const writeAnswers = (answers: AttributeValues): string =>
  JSON.stringify(Object.fromEntries(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))));
