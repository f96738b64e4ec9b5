import { attributeSchema } from '@maskroom/shared/annotation/attribute';
import { expect, test } from 'vitest';
import { attributesOf, draftOf, emptyDraft } from '../../../web/app/project/attributeDrafts.ts';

test('what is written down comes back as it was, ids and bounds included', () => {
  const attributes = [
    { id: 'a', name: 'Make', kind: 'select', options: ['van', 'bus'], required: true },
    { id: 'b', name: 'Parked', kind: 'checkbox', required: false },
    { id: 'c', name: 'Doors', kind: 'number', min: 0, max: null, required: false },
    { id: 'd', name: 'Plate', kind: 'text', required: true },
  ].map((attribute) => attributeSchema.parse(attribute));
  expect(attributesOf(attributes.map(draftOf))).toEqual({ ok: true, value: attributes });
});

test('rows left empty do not count; what cannot be taken is said by name', () => {
  expect(attributesOf([emptyDraft()])).toEqual({ ok: true, value: [] });
  const draft = { ...emptyDraft(), name: 'Age' };
  expect(attributesOf([draft])).toMatchObject({ error: expect.stringContaining('choices of “Age”') });
  expect(attributesOf([{ ...draft, kind: 'number', min: 'two' }])).toMatchObject({
    error: expect.stringContaining('bounds of “Age”'),
  });
  expect(attributesOf([{ ...draft, kind: 'number', min: '1,5', max: '2' }])).toMatchObject({
    value: [{ min: 1.5, max: 2 }],
  });
  expect(attributesOf([{ ...draft, name: '', options: 'a' }])).toMatchObject({ ok: false });
});
