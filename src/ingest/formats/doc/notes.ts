import { formatNumber } from '../docx/numbering.ts';
import { parts } from './header.ts';
import { formatName } from './lists.ts';
import { modifiersOf } from './modifiers.ts';
import { readPlc } from './plc.ts';
import { type Omissions, readParagraphs, type WordText } from './story.ts';

export interface Note {
  marker: string;
  text: string;
}

interface NoteKind {
  references: number;
  texts: number;
  /** First character of the story that holds the texts. */
  story: number;
  numberFormat: number;
  restart: number;
  /** Format where the sections name none: 1, 2, 3 for footnotes, i, ii, iii for endnotes. */
  usual: number;
}

/** Footnotes and endnotes by the position of their reference in the text; `perPage` is true where their numbers begin anew on each page. */
export function readNotes(text: WordText, omissions: Omissions): { notes: Map<number, Note>; perPage: boolean } {
  const { lengths } = text.file;
  const afterMain = lengths.main + lengths.footnotes + lengths.headers + lengths.macros + lengths.comments;
  const kinds: NoteKind[] = [
    {
      references: parts.footnoteReferences,
      texts: parts.footnoteTexts,
      story: lengths.main,
      numberFormat: 0x5040,
      restart: 0x303c,
      usual: 0,
    },
    {
      references: parts.endnoteReferences,
      texts: parts.endnoteTexts,
      story: afterMain,
      numberFormat: 0x5042,
      restart: 0x303e,
      usual: 2,
    },
  ];
  const notes = new Map<number, Note>();
  let perPage = false;
  for (const kind of kinds) if (readKind(text, kind, notes, omissions)) perPage = true;
  return { notes, perPage };
}

function readKind(text: WordText, kind: NoteKind, notes: Map<number, Note>, omissions: Omissions): boolean {
  const references = readPlc(text.file.part(kind.references).bytes, 2);
  const ranges = readPlc(text.file.part(kind.texts).bytes, 0);
  if (references.length === 0) return false;
  const sections = readSections(text, kind);
  let number = 0;
  let section = 0;
  references.forEach(({ start: position, item }, i) => {
    const range = ranges[i];
    if (!range || range.end < range.start || kind.story + range.end > text.pieces.text.length) return;
    while (section + 1 < sections.length && position >= sections[section]!.end) {
      section++;
      if (sections[section]!.restart === 1) number = 0;
    }
    const lines = readParagraphs(text, kind.story + range.start, kind.story + range.end, omissions).flatMap((one) => one.lines);
    const typed = text.pieces.text[position] ?? '';
    const automatic = item.readUInt16LE(0) !== 0 || typed < ' ';
    if (automatic) number++;
    const marker = automatic ? formatNumber(number, formatName(sections[section]?.format ?? kind.usual) ?? 'decimal') : typed;
    const words = lines.join('\n');
    notes.set(position, { marker, text: automatic || !words.startsWith(typed) ? words : words.slice(typed.length).trimStart() });
  });
  return sections.some((one) => one.restart === 2);
}

/** What the sections of the text say about the numbers of their notes (2.6.4). */
function readSections(text: WordText, kind: NoteKind): { end: number; format: number; restart: number }[] {
  return readPlc(text.file.part(parts.sections).bytes, 12).map(({ end, item }) => {
    const section = { end, format: kind.usual, restart: 0 };
    const at = item.readUInt32LE(2);
    if (at + 2 > text.file.document.length) return section;
    const size = text.file.document.readUInt16LE(at);
    for (const modifier of modifiersOf(text.file.document.subarray(at + 2, at + 2 + size))) {
      if (modifier.code === kind.numberFormat) section.format = modifier.operand.readUInt16LE(0);
      else if (modifier.code === kind.restart) section.restart = modifier.operand[0]!;
    }
    return section;
  });
}
