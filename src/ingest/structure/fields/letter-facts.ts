import type { FieldFact } from '../../../domain/document.ts';
import { halfWidth, tight } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';

/** Elements of an official letter besides number, title and day, in the order of GB/T 9704-2012. */
export const letterElements = {
  copyNumber: '份号',
  secrecy: '密级',
  urgency: '紧急程度',
  letterhead: '发文机关标志',
  signedBy: '签发人',
  addressee: '主送机关',
  annexNames: '附件说明',
  signature: '署名',
  remark: '附注',
  copiesTo: '抄送机关',
  printedBy: '印发机关',
} as const;

type Element = keyof typeof letterElements;

/** What the head, the foot and the edges of a letter say, each with the line it stands in. */
export function letterFacts(lines: RoleLine[]): FieldFact[] {
  const facts: FieldFact[] = [];
  const add = (field: Element, value: string | undefined, line: RoleLine, confidence = 0.9) => {
    const text = value?.trim();
    if (!text || facts.some((fact) => fact.field === field && fact.value === text)) return;
    facts.push({ field, value: text.slice(0, 500), basis: 'text', evidence: line.text.slice(0, 200), confidence });
  };
  const annex = lines.findIndex((line) => line.role === 'annex_start');
  for (const line of annex < 0 ? lines : lines.slice(0, annex)) {
    if (line.kind === 'table') continue;
    if (line.role === 'head') headLine(line, add);
    else if (line.role === 'salutation') add('addressee', line.text.replace(/[：:]\s*$/, ''), line);
    else if (line.role === 'annex_list') add('annexNames', line.text.replace(/^附件?\s*[：:]\s*/, ''), line);
    else if (line.role === 'signature') signatureLine(line, add);
    else if (line.role === 'imprint') imprintLine(line, add);
  }
  return facts;
}

type Add = (field: Element, value: string | undefined, line: RoleLine, confidence?: number) => void;

function headLine(line: RoleLine, add: Add): void {
  const text = halfWidth(line.text);
  const squeezed = tight(text);
  // The person who signs stands on the line of the number.
  const signer = /签发人\s*[:：]\s*(\S.{0,30})$/.exec(text)?.[1];
  if (/^\d{6}$/.test(squeezed)) add('copyNumber', squeezed, line);
  else if (/^(?:绝密|机密|秘密)(?:★|$)/.test(squeezed)) add('secrecy', squeezed, line);
  else if (/^(?:特急|加急|特提|平急|急件)$/.test(squeezed)) add('urgency', squeezed, line);
  else if (signer) add('signedBy', signer, line);
  else if (!/\d/.test(squeezed) && /(?:文件|局|厅|委|会|府|办|院|部|署|中心|公室)$/.test(squeezed) && squeezed.length <= 60)
    add('letterhead', line.text, line, 0.8);
}

function signatureLine(line: RoleLine, add: Add): void {
  const text = halfWidth(line.text);
  // The day beside the name is a fact of its own.
  const name = text.replace(/(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年.{2,9}[日号]\s*$/, '');
  if (/^[（(].{2,}[)）]$/.test(text)) add('remark', text.slice(1, -1), line);
  else if (/\p{Script=Han}/u.test(name)) add('signature', name, line);
}

function imprintLine(line: RoleLine, add: Add): void {
  const text = halfWidth(line.text);
  const copies = /^抄\s*送\s*[:：]\s*(.+)$/.exec(line.text)?.[1];
  const printed = /^(.{2,40}?)\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发/.exec(text)?.[1];
  if (copies) add('copiesTo', copies.replace(/[。.]$/, ''), line);
  else if (printed) add('printedBy', printed, line);
  else if (/^[（(]?(?:此件|公开方式|信息公开)/.test(text)) add('remark', text.replace(/^[（(]|[)）]$/g, ''), line);
}
