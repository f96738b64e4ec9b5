import type { Attribute, AttributeValue, AttributeValues } from '@maskroom/shared/annotation/attribute';
import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import {
  addInstance,
  deleteInstance,
  setAttribute,
  setGeometry,
  setGroup,
  setLabel,
  setOrder,
} from '@maskroom/shared/document/editDocument';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type * as Y from 'yjs';
import { t } from '../ui/language/language.ts';
import { type Deed, deedWords } from './deeds.ts';
import type { UndoHistory } from './undo.ts';
import type { StepName } from './undoOutcome.ts';

export interface NewShape {
  readonly label: string;
  readonly geometry: Geometry;
  readonly source: InstanceSource;
  readonly predictedIou: number | null;
  /** None by default. */
  readonly stabilityScore?: number;
  /** None by default. */
  readonly attributes?: AttributeValues;
}

export interface InstanceChange {
  readonly verb: Deed;
  readonly reshaped: readonly { readonly id: string; readonly geometry: Geometry }[];
  readonly removed: readonly string[];
  readonly added: readonly NewShape[];
}

/** Every way in which this person changes the document; each call is one step of their history. */
export interface Editor {
  /** Returns the new instance's id. */
  add(shape: NewShape): string;
  /** All of them as one step. */
  addAll(shapes: readonly NewShape[]): void;
  reshape(id: string, geometry: Geometry): void;
  /** Several edits as one step, called by what was done: "2 objects merged". Returns the new instances' ids. */
  change(change: InstanceChange): readonly string[];
  relabel(ids: readonly string[], label: string): void;
  /** Answers what their label asks; undefined takes the answer away. */
  describe(ids: readonly string[], attribute: Attribute, value: AttributeValue | undefined): void;
  /** Puts each at its new place in the drawing order. */
  reorder(orders: ReadonlyMap<string, number>): void;
  /** Makes them one group; null takes each out of its own. */
  group(ids: readonly string[], group: string | null): void;
  remove(ids: readonly string[]): void;
}

export interface EditorOptions {
  readonly doc: Y.Doc;
  readonly origin: object;
  readonly history: UndoHistory;
  readonly userId: string;
  /** What a person calls the label with this id. */
  readonly labelName: (labelId: string) => string;
  /** What a person calls the instance with this id: its label's name. */
  readonly instanceName: (id: string) => string;
}

export function createEditor({
  doc,
  origin,
  history,
  userId,
  labelName,
  instanceName,
}: EditorOptions): Editor {
  const subject = (ids: readonly string[]) =>
    ids.length === 1 ? instanceName(ids[0]) : t('count.objects', { n: ids.length });
  const newSubject = (shapes: readonly NewShape[]) =>
    shapes.length === 1 ? labelName(shapes[0].label) : t('count.objects', { n: shapes.length });
  const step = (text: string, instanceIds: readonly string[], edit: () => void) => {
    const name: StepName = { text, instanceIds };
    history.step(name, () => doc.transact(edit, origin));
  };

  return {
    add(shape) {
      const id = crypto.randomUUID();
      step(deedWords(labelName(shape.label), 'added'), [id], () =>
        addInstance(doc, { id, createdBy: userId, ...shape }, origin),
      );
      return id;
    },
    addAll(shapes) {
      const made = shapes.map((shape) => ({ id: crypto.randomUUID(), createdBy: userId, ...shape }));
      const ids = made.map(({ id }) => id);
      step(deedWords(newSubject(shapes), 'added'), ids, () => {
        for (const instance of made) addInstance(doc, instance, origin);
      });
    },
    reshape: (id, geometry) =>
      step(deedWords(instanceName(id), 'reshaped'), [id], () => setGeometry(doc, id, geometry, origin)),
    change({ verb, reshaped, removed, added }) {
      const made = added.map((shape) => ({ id: crypto.randomUUID(), createdBy: userId, ...shape }));
      const [changed, fresh] = [[...reshaped.map(({ id }) => id), ...removed], made.map(({ id }) => id)];
      const name = changed.length > 0 ? subject(changed) : newSubject(added);
      step(deedWords(name, verb), [...changed, ...fresh], () => {
        for (const { id, geometry } of reshaped) setGeometry(doc, id, geometry, origin);
        for (const id of removed) deleteInstance(doc, id, origin);
        for (const instance of made) addInstance(doc, instance, origin);
      });
      return fresh;
    },
    relabel: (ids, label) =>
      step(t('step.relabelled', { what: subject(ids), label: labelName(label) }), ids, () => {
        for (const id of ids) setLabel(doc, id, label, origin);
      }),
    reorder: (orders) =>
      step(deedWords(subject([...orders.keys()]), 'reordered'), [...orders.keys()], () => {
        for (const [id, order] of orders) setOrder(doc, id, order, origin);
      }),
    group: (ids, group) =>
      step(deedWords(subject(ids), group === null ? 'ungrouped' : 'grouped'), ids, () => {
        for (const id of ids) setGroup(doc, id, group, origin);
      }),
    describe: (ids, attribute, value) =>
      step(
        t('step.answered', {
          what: subject(ids),
          question: attribute.name,
          answer: answerWords(value),
        }),
        ids,
        () => {
          for (const id of ids) setAttribute(doc, id, attribute.id, value, origin);
        },
      ),
    remove: (ids) =>
      step(deedWords(subject(ids), 'deleted'), ids, () => {
        for (const id of ids) deleteInstance(doc, id, origin);
      }),
  };
}

const LONGEST_ANSWER = 24;

function answerWords(value: AttributeValue | undefined): string {
  if (value === undefined || value === '') return t('answer.cleared');
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  const text = String(value);
  return text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER)}…` : text;
}
