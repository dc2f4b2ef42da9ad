import type { DocumentKind } from '../../domain/document.ts';
import type { Day } from '../../domain/time.ts';
import type { ParsedSource } from '../blocks.ts';
import { lostHeadings } from './damage.ts';
import { authorityOf, kindOf, readFields, type Shape } from './fields/fields.ts';
import { readHead } from './fields/head.ts';
import { readHeadLabels } from './fields/head-labels.ts';
import { jurisdictionOf } from './fields/jurisdiction.ts';
import { letterFacts } from './fields/letter-facts.ts';
import { serviceLinksOf } from './fields/service-links.ts';
import { groupWarnings } from './group-warnings.ts';
import { opensAsNews } from './lines/phrases.ts';
import { readingLines } from './lines/reading.ts';
import { assignRoles } from './lines/roles.ts';
import { ordersIn, peoplesTitle } from './orders.ts';
import { readDefinitions } from './references/definitions.ts';
import { readReferences } from './references/references.ts';
import { readRelations } from './relations/relations.ts';
import { brokenTables, doubtfulTables } from './tables/table-damage.ts';
import { tableLines } from './tables/tables.ts';
import { clausesOf, partsOf, tablesOf } from './tree/clauses.ts';
import { withPageStarts } from './tree/page-starts.ts';
import type { ClauseDraft, RoleLine, StructuredDocument } from './types.ts';
import { isMarkedDraft, readValidity, type ValidityYears } from './validity/validity.ts';

/** Grows with every change of the rules here, so that documents are read again. */
export const structureVersion = 3;

/** What a person already said about the document; it beats everything that is read. */
export interface KnownAbout {
  title?: string;
  kind?: DocumentKind;
  /** Years after which texts of this place lapse where they name no period. */
  validityYears?: ValidityYears | undefined;
  /** The day on which the file is read. */
  readOn?: Day | undefined;
  /** Set right by staff, null where nothing stands; what follows from them is worked out anew. */
  fields?: Partial<Pick<StructuredDocument, 'documentNumber' | 'issuer' | 'publishedOn' | 'issuedOn'>>;
  effectiveOn?: Day | null;
}

/** ParsedSource to a document with fields, clauses, validity and relations. Pure; never throws on odd input. */
export function structureDocument(parsed: ParsedSource, fallbackTitle: string, known: KnownAbout = {}): StructuredDocument {
  const plain = readingLines(parsed.blocks);
  const labels = readHeadLabels(plain);
  const fieldsOfPage = [...parsed.fields, ...labels.fields];
  const head = readHead(plain, { ...parsed, fields: fieldsOfPage }, known.title ?? fallbackTitle, labels.lines);
  if (known.title !== undefined) head.title = head.titleEvidence = known.title;
  const orders = ordersIn(plain, head.title);
  head.title = peoplesTitle(head.title, fallbackTitle);
  const { lines, wrappedTitle, wrappedFrom } = assignRoles(plain, head);
  const fields = { ...readFields({ ...parsed, fields: fieldsOfPage }, head, lines), ...known.fields };
  const parts = partsOf(lines, head.title, wrappedTitle, wrappedFrom);
  const clauses = withPageStarts(clausesOf(parts), parsed.blocks);
  const tables = tablesOf(parts);
  const titled = kindOf(head.title, fields.documentNumber, shapeOf(clauses, lines, fields.sourceLabel));
  const kind = known.kind ?? (titled === 'policy' && isMarkedDraft(plain) ? 'consultation_draft' : titled);
  const paragraphs = mainParagraphs(lines);
  const speaksOfItself = kind === 'policy' || kind === 'notice' || kind === 'consultation_draft' || kind === 'guide';
  const validity = readValidity(fieldsOfPage, speaksOfItself ? paragraphs : [], {
    ...fields,
    title: head.title,
    wrappedTitle,
    kind,
    validityYears: known.validityYears,
    readOn: known.readOn,
    effectiveOn: known.effectiveOn,
    notes: speaksOfItself ? paragraphs : [],
  });
  const { facts, warnings, printedOn: _, ...named } = fields;
  const { facts: validityFacts, warnings: validityWarnings, ...dates } = validity;
  const definitions = readDefinitions(clauses);
  const { references, warnings: referenceWarnings } = readReferences({
    clauses,
    title: head.title,
    wrappedTitle,
    aliases: new Map(definitions.flatMap(({ term, meaning }) => (meaning ? [[term, meaning] as const] : []))),
    attachments: parsed.attachments.map(({ name }) => name),
  });
  return {
    title: head.title,
    wrappedTitle,
    ...named,
    kind,
    authority: authorityOf(head.title, fields.documentNumber, kind),
    jurisdiction: jurisdictionOf(fields.issuer, head.title),
    ...dates,
    serviceLinks: serviceLinksOf(parsed.links),
    attachments: parsed.attachments,
    relations: readRelations({
      title: head.title,
      wrappedTitle,
      documentNumber: fields.documentNumber,
      kind,
      ownStart: validity.effectiveOn ?? fields.issuedOn,
      lines,
      attachments: parsed.attachments,
    }),
    references,
    definitions: definitions.map(({ meaning: _meaning, ...definition }) => definition),
    clauses,
    body: bodyOf(lines),
    facts: [...facts, ...letterFacts(lines), ...validityFacts],
    tables,
    warnings: groupWarnings([
      ...parsed.warnings,
      ...warnings,
      ...validityWarnings,
      ...referenceWarnings,
      ...lostHeadings(parts),
      ...doubtfulTables(tables, parsed.warnings),
      ...brokenTables(lines),
      ...orders,
    ]),
  };
}

/** Paragraphs of the text itself, without annexes: only they speak of the document's own beginning and end. */
function mainParagraphs(lines: RoleLine[]): string[] {
  const annex = lines.findIndex((line) => line.role === 'annex_start');
  const main = annex < 0 ? lines : lines.slice(0, annex);
  return main
    .filter((line) => line.kind !== 'table' && line.role !== 'title' && line.role !== 'footnote')
    .map((line) => line.text);
}

const guideHeading =
  /(?:受理|申请|申办|办理|享受|补贴|发放)?(?:条件|对象|范围)$|材料$|(?:办理|申请|申领|业务)?(?:流程|程序|步骤|方式|渠道|时限|期限|地点|窗口)$|收费|咨询(?:电话|方式)?$|办理依据|设定依据/;

function shapeOf(clauses: ClauseDraft[], lines: RoleLine[], sourceLabel: string | null): Shape {
  const opening = lines.filter((line) => line.role === 'body' && line.kind === 'text').slice(0, 2);
  return {
    articles: clauses.filter((clause) => clause.kind === 'article').length,
    questions: clauses.filter((clause) => clause.kind === 'question_answer').length,
    guideHeadings: clauses.filter((clause) => guideHeading.test((clause.text.split('\n', 1)[0] ?? '').slice(0, 20))).length,
    newsOpening: opening.some((line) => opensAsNews(line.text)),
    sourceLabel,
  };
}

/** The whole reading text in order, tables as lines of cells. */
function bodyOf(lines: RoleLine[]): string {
  return lines.flatMap((line) => (line.kind === 'table' ? tableLines(line.table!) : [line.text])).join('\n');
}
