import { z } from 'zod';

/** What a label may ask of its objects, and how much of it. */
export const attributeCaps = { perLabel: 50, options: 100, textLength: 2_000, values: 200 } as const;

const ID = /^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/;
const name = z.string().trim().min(1).max(120);
const required = z.boolean().default(false);
const bound = z.number().nullable().default(null);

const attributeWith = <Id extends z.ZodType>(id: Id) =>
  z.discriminatedUnion('kind', [
    z.object({
      id,
      name,
      kind: z.literal('select'),
      options: z.array(name).min(1).max(attributeCaps.options),
      required,
    }),
    // Never required: a box that nobody ticked says no.
    z.object({ id, name, kind: z.literal('checkbox'), required: z.literal(false).default(false) }),
    // Bounds are inclusive; null: none.
    z.object({ id, name, kind: z.literal('number'), min: bound, max: bound, required }),
    z.object({ id, name, kind: z.literal('text'), required }),
  ]);

/** Stays when the attribute is renamed; values are kept under it. */
const idSchema = z.string().regex(ID);

/** One property that a label asks of its objects. */
export const attributeSchema = attributeWith(idSchema);
export type Attribute = z.output<typeof attributeSchema>;

/** The attributes of a label as somebody asks for them; one without an id is new. */
export const newAttributesSchema = z
  .array(attributeWith(idSchema.optional()))
  .max(attributeCaps.perLabel)
  .superRefine((attributes, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    const twice = repeated(attributes.map((attribute) => attribute.name.toLowerCase()));
    if (twice !== undefined) complain(`Two attributes of one label are named “${twice}”.`);
    if (repeated(attributes.flatMap(({ id }) => id ?? [])) !== undefined)
      complain('Two attributes have the same id.');
    for (const attribute of attributes) {
      if (attribute.kind === 'select' && repeated(attribute.options) !== undefined)
        complain(`“${attribute.name}” offers the same choice twice.`);
      if (attribute.kind === 'number' && (attribute.min ?? -Infinity) > (attribute.max ?? Infinity))
        complain(`The least value of “${attribute.name}” is above its greatest.`);
    }
  });
export type NewAttribute = z.output<typeof newAttributesSchema>[number];

const repeated = (words: readonly string[]): string | undefined =>
  words.find((word, i) => words.indexOf(word) < i);

export type AttributeValue = string | number | boolean;
/** By the attribute's id. Values of attributes that the object's label does not ask for rest here unseen. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

export const noAttributes: AttributeValues = {};

/** Null for what no client of ours writes: not a flat object, keys that are no ids, values of other types. */
export function parseAttributeValues(raw: unknown): AttributeValues | null {
  if (typeof raw !== 'object' || raw === null || Object.getPrototypeOf(raw) !== Object.prototype) return null;
  const entries = Object.entries(raw);
  if (entries.length > attributeCaps.values) return null;
  return entries.every(([id, value]) => ID.test(id) && isValue(value)) ? Object.fromEntries(entries) : null;
}

const isValue = (value: unknown): value is AttributeValue =>
  typeof value === 'boolean' ||
  Number.isFinite(value) ||
  (typeof value === 'string' && value.length <= attributeCaps.textLength);

/** What is wrong with a value, in words for whoever gave it; null when nothing is. */
export function attributeFault(attribute: Attribute, value: AttributeValue): string | null {
  switch (attribute.kind) {
    case 'select':
      return attribute.options.some((option) => option === value) ? null : 'This is not one of the choices.';
    case 'checkbox':
      return typeof value === 'boolean' ? null : 'This is neither yes nor no.';
    case 'number':
      return typeof value === 'number' ? boundsFault(value, attribute) : 'This is not a number.';
    case 'text':
      return typeof value === 'string' ? null : 'This is not text.';
  }
}

function boundsFault(value: number, { min, max }: { min: number | null; max: number | null }): string | null {
  if (min !== null && value < min) return `At least ${min}.`;
  return max !== null && value > max ? `At most ${max}.` : null;
}

/** The value as the definition of now takes it; undefined when there is none or it fits no more. */
export function attributeValue(attribute: Attribute, values: AttributeValues): AttributeValue | undefined {
  const value = values[attribute.id];
  return value === undefined || attributeFault(attribute, value) !== null ? undefined : value;
}

/** Which of a label's required attributes an object with these values does not answer. */
export const missingAttributes = (
  attributes: readonly Attribute[],
  values: AttributeValues,
): readonly Attribute[] =>
  attributes.filter((attribute) => {
    const value = attributeValue(attribute, values);
    return attribute.required && (value === undefined || value === '');
  });

/** By name, as exports and the API say them: what the label asks for and the object answers. */
export const namedAttributes = (
  attributes: readonly Attribute[],
  values: AttributeValues,
): Record<string, AttributeValue> =>
  Object.fromEntries(
    attributes.flatMap((attribute) => {
      const value = attributeValue(attribute, values);
      return value === undefined ? [] : [[attribute.name, value]];
    }),
  );
