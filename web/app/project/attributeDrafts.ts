import {
  type Attribute,
  type NewAttribute,
  newAttributesSchema,
} from '@maskroom/shared/annotation/attribute';
import { err, type Result } from '@maskroom/shared/base/result';
import { t } from '../../ui/language/language.ts';

/** An attribute as somebody is writing it down: every field as its text. */
export interface AttributeDraft {
  /** Stays while the row moves. */
  readonly key: string;
  /** Undefined until it is saved for the first time. */
  readonly id: string | undefined;
  readonly name: string;
  readonly kind: Attribute['kind'];
  /** Separated by commas. */
  readonly options: string;
  readonly min: string;
  readonly max: string;
  readonly required: boolean;
}

let made = 0;
const nextKey = (): string => `attribute-${made++}`;

export const emptyDraft = (): AttributeDraft => ({
  key: nextKey(),
  id: undefined,
  name: '',
  kind: 'select',
  options: '',
  min: '',
  max: '',
  required: false,
});

export const draftOf = (attribute: Attribute): AttributeDraft => ({
  ...emptyDraft(),
  id: attribute.id,
  name: attribute.name,
  kind: attribute.kind,
  required: attribute.required,
  ...(attribute.kind === 'select' && { options: attribute.options.join(', ') }),
  ...(attribute.kind === 'number' && { min: boundText(attribute.min), max: boundText(attribute.max) }),
});

const boundText = (bound: number | null): string => (bound === null ? '' : String(bound));
const boundOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')));

/** What the rows say, or what is wrong with the first that cannot be taken. Rows without any name are left out. */
export function attributesOf(drafts: readonly AttributeDraft[]): Result<readonly NewAttribute[]> {
  const written = drafts.filter(({ name, options }) => name.trim() !== '' || options.trim() !== '');
  for (const draft of written) {
    const fault = faultOf(draft);
    if (fault !== null) return err(fault);
  }
  const parsed = newAttributesSchema.safeParse(written.map(plain));
  return parsed.success ? { ok: true, value: parsed.data } : err(t('attribute.unsaved'));
}

function faultOf({ name, kind, options, min, max }: AttributeDraft): string | null {
  if (name.trim() === '') return t('attribute.nameIt');
  if (kind === 'select' && choicesOf(options).length === 0)
    return t('attribute.writeChoices', { name: name.trim() });
  const bounds = [boundOf(min), boundOf(max)];
  if (kind === 'number' && bounds.some((bound) => bound !== null && !Number.isFinite(bound)))
    return t('attribute.noBounds', { name: name.trim() });
  return null;
}

const choicesOf = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((choice) => choice.trim())
    .filter(Boolean);

function plain({ id, name, kind, options, min, max, required }: AttributeDraft): unknown {
  const common = { id, name, kind };
  if (kind === 'checkbox') return common;
  if (kind === 'select') return { ...common, required, options: choicesOf(options) };
  return { ...common, required, ...(kind === 'number' && { min: boundOf(min), max: boundOf(max) }) };
}
