import { z } from 'zod';
import { channelSchema } from './access.ts';
import { isDay } from './time.ts';
import { validityStatuses } from './validity.ts';

export const answerStatuses = [
  'answered_faq', // a reviewed entry, word for word
  'answered_extract', // sentences of clauses
  'answered_model', // evidence reworded by a model, every sentence verified
  'clarify',
  'small_talk',
  'declined_no_evidence',
  'declined_out_of_scope',
  'declined_unsafe',
  'declined_personal_record', // "where is my application"
  'expired_only', // the only evidence is out of force; the first sentence says so
  'error_internal',
] as const;
export const answerStatusSchema = z.enum(answerStatuses);
export type AnswerStatus = z.infer<typeof answerStatusSchema>;
export const isDeclined = (status: AnswerStatus) => status.startsWith('declined');

export const maxQuestionLength = 500;

export const askRequestSchema = z.object({
  question: z.string().trim().min(1).max(maxQuestionLength),
  channel: channelSchema.default('web'),
  /** Place asked about, e.g. "示例市高新区". */
  region: z.string().trim().max(60).optional(),
  conversationId: z.string().max(80).optional(),
  /** The policy page the citizen is reading. */
  documentId: z.string().max(80).optional(),
  /** Moves legal validity only; review and audience are always now. */
  asOf: z.string().refine(isDay, 'YYYY-MM-DD').optional(),
});
export type AskRequest = z.infer<typeof askRequestSchema>;

/** A place in a version's reading text, UTF-16 offsets in the clause: [start, end). */
export const spanSchema = z.object({
  versionId: z.string(),
  clauseId: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Span = z.infer<typeof spanSchema>;

export const sentenceKinds = ['quote', 'table', 'faq', 'model', 'notice'] as const;
export const sentenceSchema = z.object({
  kind: z.enum(sentenceKinds),
  text: z.string(),
  /** Numbers of the citations it rests on. */
  citations: z.array(z.number().int().positive()),
  evidence: z.array(spanSchema),
});
export type Sentence = z.infer<typeof sentenceSchema>;

export const citationSchema = z.object({
  n: z.number().int().positive(),
  kind: z.enum(['document', 'faq']),
  documentId: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuer: z.string().nullable(),
  validity: z.enum(validityStatuses),
  validityNote: z.string(),
  /** Clause path for people, e.g. "第二章 / 第十二条". */
  clause: z.string().nullable(),
  clauseId: z.string().nullable(),
  versionId: z.string(),
  /** From 1; null where the format has no pages. */
  page: z.number().int().positive().nullable(),
  /** At most 200 characters, verbatim from the clause. */
  quote: z.string(),
  url: z.string().nullable(),
  /** The clause was read by machine from a picture of the page: the original decides. */
  machineRead: z.boolean(),
});
export type Citation = z.infer<typeof citationSchema>;

export const relatedSchema = z.object({
  documentId: z.string(),
  kind: z.enum(['document', 'faq']),
  title: z.string(),
  documentNumber: z.string().nullable(),
  validity: z.enum(validityStatuses),
  url: z.string().nullable(),
});
export type Related = z.infer<typeof relatedSchema>;

/** Only in replies to a desk's key: 口径, internal note, whom to transfer to. */
export const deskViewSchema = z.object({
  script: z.string().nullable(),
  internalNote: z.string().nullable(),
  unit: z.string().nullable(),
  legalBasis: z.array(z.string()),
});
export type DeskView = z.infer<typeof deskViewSchema>;

/** One branch of a question back: the words on the button, and the whole question that choosing it asks. */
export const choiceSchema = z.object({ label: z.string(), question: z.string() });
export type Choice = z.infer<typeof choiceSchema>;

export const askResponseSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  status: answerStatusSchema,
  /** What the reader sees as the answer, without the list of sources; at most 500 characters. */
  answer: z.string(),
  sentences: z.array(sentenceSchema),
  citations: z.array(citationSchema).max(3),
  related: z.array(relatedSchema),
  serviceLinks: z.array(z.object({ label: z.string(), url: z.string() })),
  /** Only with status `clarify`: what the citizen may mean, 2 to 5. */
  choices: z.array(choiceSchema).max(5).optional(),
  /** What the text is and how to reach a person, shown with every answer. */
  notice: z.string(),
  desk: deskViewSchema.optional(),
});
export type AskResponse = z.infer<typeof askResponseSchema>;
