import { alt, ctrl, ctrlShift, type KeyStroke, position, shift, symbol } from '../keyBinding.ts';
import type { KeyCommand } from '../keys.ts';
import { labelKey, places } from '../labelKeys.ts';

/** What a set of keys has otherwise than the table. */
export type KeyChanges = Readonly<Partial<Record<KeyCommand, readonly KeyStroke[]>>>;

export const presetNames = ['maskroom', 'cvat', 'labelStudio', 'xAnyLabeling'] as const;
export type PresetName = (typeof presetNames)[number];

/**
 * Keys of other tools, where they have the same thing, from what their own lists of shortcuts say (CVAT 2, Label
 * Studio 1, X-AnyLabeling 3); what stood on those keys here has moved aside. All else is as in the table.
 */
export const presets: Readonly<Record<PresetName, KeyChanges>> = {
  maskroom: {},
  cvat: {
    ...Object.fromEntries(places.map((place) => [labelKey(place), [ctrl(`Digit${place}`)]])),
    toolCut: [alt('KeyJ')],
    merge: [position('KeyJ'), position('KeyM')],
    group: [position('KeyG')],
    ungroup: [shift('KeyG')],
    lock: [position('KeyL')],
    hide: [position('KeyH')],
    orderFront: [symbol('+'), symbol('=')],
    orderBack: [symbol('-'), symbol('_')],
    delete: [position('Delete'), shift('Delete')],
    showKeys: [position('F1'), symbol('?')],
    queueKeys: [position('F1'), symbol('?')],
    toolEverything: [shift('KeyE')],
    toolPan: [position('KeyW')],
    zoomIn: [position('PageUp')],
    zoomOut: [position('PageDown')],
  },
  labelStudio: {
    toolBox: [position('KeyR')],
    toolBrush: [position('KeyB')],
    toolSmart: [position('KeyM'), position('KeyS')],
    cancel: [position('Escape'), position('KeyU')],
    delete: [position('Backspace'), position('Delete')],
    zoomIn: [ctrl('Equal'), symbol('+')],
    zoomOut: [ctrl('Minus'), symbol('-')],
    zoomActual: [shift('Digit2'), ctrl('Digit0')],
    merge: [position('KeyI')],
    splitParts: [shift('KeyI')],
    cutFromOthers: [shift('KeyE')],
    removeLast: [shift('Backspace')],
  },
  xAnyLabeling: {
    imagePrevious: [position('KeyA')],
    imageNext: [position('KeyD')],
    reviewAccept: [position('KeyY')],
    toolSelect: [ctrl('KeyJ'), position('KeyV')],
    toolBox: [position('KeyR')],
    toolBrush: [shift('KeyB')],
    toolSmart: [position('KeyQ')],
    snap: [shift('KeyQ')],
    accept: [position('KeyF'), position('Enter'), position('NumpadEnter')],
    cancel: [position('Escape'), position('KeyB')],
    hide: [position('KeyS'), position('KeyW')],
    group: [position('KeyG')],
    ungroup: [position('KeyU')],
    toolEverything: [shift('KeyG')],
    cutFromOthers: [shift('KeyE')],
    merge: [ctrlShift('KeyM')],
    zoomIn: [ctrl('Equal'), symbol('+')],
    zoomOut: [ctrl('Minus'), symbol('-')],
    zoomFit: [ctrl('KeyF')],
  },
};
