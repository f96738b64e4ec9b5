import {
  type Attribute,
  type AttributeValues,
  attributeCaps,
  attributeFault,
} from '@maskroom/shared/annotation/attribute';

const GROUP = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;

/** Own keys of an object only: whatever a file calls them, they are never anything of JavaScript's. */
function ownValue(from: unknown, key: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  return Object.getOwnPropertyDescriptor(from, key)?.value;
}

/** Answers to what a label asks, by name; what does not fit is left out and said. */
export function readAnswers(
  said: unknown,
  asked: readonly Attribute[],
): { readonly values: AttributeValues; readonly faults: readonly string[] } {
  const values: [string, string | number | boolean][] = [];
  const faults: string[] = [];
  for (const attribute of asked) {
    const value = ownValue(said, attribute.name);
    if (value === undefined || value === null) continue;
    const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const isLong = typeof value === 'string' && value.length > attributeCaps.textLength;
    const fault = !isValue || isLong ? 'This is no answer.' : attributeFault(attribute, value);
    if (isValue && fault === null) values.push([attribute.id, value]);
    else faults.push(`“${attribute.name}”: ${fault}`);
  }
  return { values: Object.fromEntries(values), faults };
}

/** Objects of one picture with the same one belong together. */
export function readGroup(said: unknown): string | null {
  const group = ownValue(said, 'group');
  return typeof group === 'string' && GROUP.test(group) ? group : null;
}
