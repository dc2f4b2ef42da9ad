import { z } from 'zod';
import { audienceSchema } from './access.ts';
import { documentKindSchema, type Relation, relationKinds } from './document.ts';
import { isDay } from './time.ts';
import { webAddressSchema } from './web-address.ts';

const day = z.string().refine(isDay, '日期要写成 YYYY-MM-DD').nullable();
const name = (most: number) => z.string().trim().min(1, '不能为空').max(most, `最多${most}个字`);
const words = z.array(name(40)).max(40);

export const serviceLinkSchema = z.object({ label: z.string().min(1), url: webAddressSchema }).strict();

export const jurisdictionSchema = z
  .object({
    level: z.enum(['country', 'province', 'city', 'district']).nullable(),
    /** From large to small: ["示例省", "示例市"]. */
    path: z.array(z.string().min(1)),
  })
  .strict();

/** The other document of a relation, as the words of this one name it. */
const namedSchema = z
  .object({ kind: z.enum(relationKinds), targetNumber: name(80).nullable(), targetTitle: name(300).nullable() })
  .strict()
  .refine((named) => named.targetNumber !== null || named.targetTitle !== null, '要写出另一份文件的标题或文号');

const addedSchema = namedSchema.safeExtend({
  /** First day of the effect; left open it is that of the document that says it. */
  effectiveOn: day,
  /** Of `prolongs`: the last day in force that the other gets. */
  until: day,
});

export const relationCorrectionSchema = z
  .object({ added: z.array(addedSchema).max(100), removed: z.array(namedSchema).max(100) })
  .strict();
export type RelationCorrection = z.infer<typeof relationCorrectionSchema>;

/** What a person may set right about a document, and what each may be. Null clears what was read wrongly. */
const values = {
  title: name(300),
  wrappedTitle: name(300).nullable(),
  documentNumber: name(80).nullable(),
  issuer: name(200).nullable(),
  kind: documentKindSchema,
  publishedOn: day,
  issuedOn: day,
  effectiveOn: day,
  expiresOn: day,
  repealedOn: day,
  statedStatus: z.enum(['in_force', 'expired', 'repealed', 'amended', 'not_yet']).nullable(),
  theme: name(60).nullable(),
  tags: words,
  appliesTo: words,
  jurisdiction: jurisdictionSchema,
  serviceLinks: z.array(serviceLinkSchema).max(20),
  url: webAddressSchema.nullable(),
  audiences: z.array(audienceSchema).min(1, '至少选一个可见范围'),
  /** The unit whose staff look after it; null: the whole city. */
  unitId: z.string().max(80).nullable(),
  relations: relationCorrectionSchema,
} as const;

export type CorrectedField = keyof typeof values;
export type CorrectedValues = { [Field in CorrectedField]: z.infer<(typeof values)[Field]> };
export const correctedFields = Object.keys(values) as [CorrectedField, ...CorrectedField[]];

/** One thing that a person set right; it wins over what is read and over the manifest, also when the file is read again. */
export interface Correction<Field extends CorrectedField = CorrectedField> {
  field: Field;
  value: CorrectedValues[Field];
  /** Why, in the words of who did it. */
  reason: string;
  /** Name of the person. */
  by: string;
  /** ISO time. */
  at: string;
}

/** Throws a ZodError that says what is wrong with the value. */
export const parseCorrectedValue = (field: CorrectedField, value: unknown): CorrectedValues[CorrectedField] =>
  values[field].parse(value);

/** The value that was set for a field; undefined where nobody corrected it. */
export function correctedValue<Field extends CorrectedField>(
  corrections: readonly Correction[],
  field: Field,
): CorrectedValues[Field] | undefined {
  return corrections.find((correction) => correction.field === field)?.value as CorrectedValues[Field] | undefined;
}

/** The relations as read, without those that a person struck out and with those that were added. */
export function withRelationCorrections(read: Relation[], corrections: readonly Correction[]): Relation[] {
  const correction = corrections.find((other): other is Correction<'relations'> => other.field === 'relations');
  if (!correction) return read;
  const { added, removed } = correction.value;
  const kept = read.filter((relation) => !removed.some((other) => sameRelation(relation, other)));
  return [
    ...kept,
    ...added.map(
      ({ effectiveOn, until, ...named }): Relation => ({
        ...named,
        targetKey: null,
        // Readers see it, who set it right is the staff's business.
        evidence: `人工更正（${correction.at.slice(0, 10)}）`,
        confidence: 1,
        ...(effectiveOn !== null && { effectiveOn }),
        ...(until !== null && { until }),
      }),
    ),
  ];
}

type Named = Pick<Relation, 'kind' | 'targetNumber' | 'targetTitle'>;

export const sameRelation = (a: Named, b: Named) =>
  a.kind === b.kind && a.targetNumber === b.targetNumber && a.targetTitle === b.targetTitle;

/** Who set it right, when and why: what stands where else the words of the document stand. */
export const evidenceOf = ({ by, at, reason }: Correction) => `${by}于${at.slice(0, 10)}更正${reason ? `：${reason}` : ''}`;
