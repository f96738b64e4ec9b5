import type { DocumentLabel } from '../../server/document/roomParts.ts';

/** Asks for one attribute of each kind, by ids that say which. */
export const carLabel: DocumentLabel = {
  id: 'car',
  attributes: [
    { id: 'make', name: 'Make', kind: 'select', options: ['van', 'bus'], required: true },
    { id: 'parked', name: 'Parked', kind: 'checkbox', required: false },
    { id: 'doors', name: 'Doors', kind: 'number', min: 2, max: 5, required: false },
    { id: 'plate', name: 'Plate', kind: 'text', required: false },
  ],
};
export const treeLabel: DocumentLabel = { id: 'tree', attributes: [] };
