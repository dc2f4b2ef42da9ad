import { formatName } from '../doc/lists.ts';

/**
 * Word 2003 XML in the words of today's format (ISO/IEC 29500): the elements are the same but for lists, merged cells, notes inside the
 * text and marks of revisions.
 */
export function partsOfWord2003(xml: string): Map<string, string> {
  const notes = { footnote: '', endnote: '' };
  const body = (xml.match(/<w:body\b[\s\S]*<\/w:body>/)?.[0] ?? '')
    .replace(/<\/?wx:(?:sect|sub-section|borders|pBdrGroup)\b[^>]*>/g, '')
    .replace(/<w:binData\b[\s\S]*?<\/w:binData>/g, '');
  const text = takeNotes(marksOfRevisions(translate(body)), notes);
  const part = (name: string, content: string) => `<w:${name} xmlns:w="w">${content}</w:${name}>`;
  return new Map([
    ['word/document.xml', part('document', text)],
    ['word/styles.xml', part('styles', translate(inner(xml, 'styles')).replaceAll('w:default="on"', 'w:default="1"'))],
    ['word/numbering.xml', part('numbering', translateLists(inner(xml, 'lists')))],
    ['word/footnotes.xml', part('footnotes', notes.footnote)],
    ['word/endnotes.xml', part('endnotes', notes.endnote)],
  ]);
}

function inner(xml: string, name: string): string {
  return xml.match(new RegExp(`<w:${name}\\b[^>]*>([\\s\\S]*?)</w:${name}>`))?.[1] ?? '';
}

function translate(xml: string): string {
  return xml
    .replace(/<(\/?)w:vmerge\b/g, '<$1w:vMerge')
    .replace(/<(\/?)w:listPr\b/g, '<$1w:numPr')
    .replace(/<w:ilfo\b/g, '<w:numId');
}

/** Definitions of lists, and the lists that use them; number formats are codes there. */
function translateLists(xml: string): string {
  return xml
    .replace(/<w:listPicBullet\b[\s\S]*?<\/w:listPicBullet>/g, '')
    .replace(/<w:nfc w:val="(\d+)"\s*\/>/g, (_, code: string) => `<w:numFmt w:val="${formatName(Number(code)) ?? 'decimal'}"/>`)
    .replace(/<w:suff w:val="(\w+)"/g, (_, suffix: string) => `<w:suff w:val="${suffix.toLowerCase()}"`)
    .replace(/<(\/?)w:listDef\b/g, '<$1w:abstractNum')
    .replaceAll('w:listDefId=', 'w:abstractNumId=')
    .replace(/<(\/?)w:list\b/g, '<$1w:num')
    .replaceAll('w:ilfo=', 'w:numId=')
    .replace(/<w:ilst\b/g, '<w:abstractNumId');
}

/** Notes stand inside their reference; they move to parts of their own. */
function takeNotes(xml: string, notes: { footnote: string; endnote: string }): string {
  let id = 0;
  return xml.replace(/<w:(footnote|endnote)\b[^>]*>([\s\S]*?)<\/w:\1>/g, (_, kind: 'footnote' | 'endnote', content: string) => {
    id++;
    notes[kind] += `<w:${kind} w:id="${id}">${content}</w:${kind}>`;
    return `<w:${kind}Reference w:id="${id}"/>`;
  });
}

/** Annotations are deletions, insertions or comments, told apart by an attribute; comments are left out. */
function marksOfRevisions(xml: string): string {
  const open: { name: string; from: number }[] = [];
  let out = '';
  let last = 0;
  for (const match of xml.matchAll(/<aml:annotation\b[^>]*>|<\/aml:annotation>|<\/?aml:content\b[^>]*>/g)) {
    out += xml.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[0].includes('aml:content') || match[0].endsWith('/>')) continue;
    if (match[0].startsWith('</')) {
      const closed = open.pop();
      if (closed?.name === 'comment') out = out.slice(0, closed.from);
      else if (closed) out += `</w:${closed.name}>`;
      continue;
    }
    const name = /Word\.Deletion/.test(match[0]) ? 'del' : /Word\.Comment"/.test(match[0]) ? 'comment' : 'ins';
    open.push({ name, from: out.length });
    if (name !== 'comment') out += `<w:${name}>`;
  }
  return out + xml.slice(last);
}
