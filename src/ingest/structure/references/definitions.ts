import type { Definition } from '../../../domain/document.ts';
import { splitSentences } from '../../../text/sentences.ts';
import { markerOf } from '../lines/markers.ts';
import { halfWidth } from '../lines/spelling.ts';
import type { ClauseDraft } from '../types.ts';

/** A term, and for a short name (以下简称) what it stands for. */
export interface FoundDefinition extends Definition {
  meaning: string | null;
}

/** 本办法所称X，是指…; 前款所称X是指…; 所谓X，指… */
const called = /(?:所称的?|所指的?|所谓的?)\s*(?<term>[^,。;:!?]{1,40}?)\s*,?\s*(?:(?:是|系|均|仅|特|专)?指|包括)/u;
/** X，是指…; X是指… at the beginning of a sentence or an item. */
const isMeant = /^(?<term>[^,。;:!?]{2,30}?),?\s*(?:(?:是|系|均|即|特|专)指|指的是)/u;
/** "（一）X：指…", "（一）X，指…" in an article on the meaning of words. */
const listed = /^(?<term>[^,。;:!?]{2,30}?)\s*(?:[,:。]\s*(?:(?:是|系)?指|即)?|(?:是|系)?指)/u;
const wordList = /(?:用语|术语|名词|词语|概念)[^。]{0,12}(?:含义|定义|解释|是指|释义)|名词解释|术语和定义/u;
const alias =
  /[(]\s*(?:以?下\s*(?:分别|统一|均)?\s*(?:简称|统称|合称|称为?)|分别?(?:简称|统称)|(?:简|统)称)(?:为|:|是)?\s*(?<names>[^()]{1,60})[)]/gu;
const noTerm =
  /^(?:这|那|其|它|他|此|该|就|即|也|并|主要|一般|具体|通常|本|上述|前述|以上|以下|下列|如下|有关|不|还|又|或者|以及|且|但|而|是否|指|其中|同时|另外|此外)$|[的地得了]$|^(?:这里|其中|也就|就是|主要|上述|前款|本款|本条)/u;

/** What terms mean in this document, each once, in the innermost clause that says it. */
export function readDefinitions(clauses: ClauseDraft[]): FoundDefinition[] {
  const found = new Map<string, FoundDefinition>();
  const wordLists = new Set<string>();
  for (const clause of clauses) {
    if (clause.kind === 'table_row' || (clause.role !== 'body' && clause.role !== 'footnote')) continue;
    if (wordList.test((clause.text.split('\n', 1)[0] ?? '').slice(0, 120))) wordLists.add(clause.path);
    const inWordList = clause.parentPath !== null && wordLists.has(clause.parentPath);
    for (const definition of definitionsIn(clause, inWordList)) {
      // The clause below, which comes later, tells the same words more exactly.
      found.set(`${definition.term}|${clause.text.slice(definition.start, definition.end).trim()}`, definition);
    }
  }
  return [...found.values()];
}

function definitionsIn(clause: ClauseDraft, inWordList: boolean): FoundDefinition[] {
  const view = halfWidth(clause.text);
  if (!inWordList && !/指|所称|称|包括/.test(view)) return [];
  return splitSentences(view).flatMap((range): FoundDefinition[] => {
    const sentence = view.slice(range.start, range.end);
    const place = { clausePath: clause.path, start: range.start, end: range.start + sentence.trimEnd().length };
    const own = termsOf(sentence, inWordList).map((term) => ({ ...place, term, meaning: null }));
    return [...own, ...aliasesIn(sentence).map((found) => ({ ...place, ...found }))];
  });
}

function termsOf(sentence: string, inWordList: boolean): string[] {
  const opening = sentence.slice(0, 160).trimStart();
  const plain = opening.slice(markerOf(opening)?.textStart ?? 0);
  const named = called.exec(plain);
  const match = named ?? isMeant.exec(plain) ?? (inWordList ? listed.exec(plain) : null);
  const words = match?.groups?.term?.trim();
  if (!words) return [];
  const terms = /^[“"‘'「『《〈]/.test(words) ? quotedNames(words) : [words];
  return terms.filter((term) => term.length <= 30 && (named !== null || !noTerm.test(term)));
}

/** 《某办法》（以下简称《办法》）, 市民政局、市财政局（以下分别简称甲、乙）. */
function aliasesIn(sentence: string): { term: string; meaning: string | null }[] {
  if (!/称/.test(sentence)) return [];
  return [...sentence.matchAll(alias)].flatMap((match) => {
    const before = sentence.slice(Math.max(0, match.index - 120), match.index);
    const meaning = /《([^《》]{2,110})》(?:\s*[(][^()]*[)])?$/.exec(before)?.[1] ?? null;
    return quotedNames(match.groups!.names!)
      .filter((name) => name.length <= 30)
      .map((term) => ({ term, meaning }));
  });
}

/** “甲”“乙” are two; without quotation marks the name ends at the first comma. */
function quotedNames(words: string): string[] {
  const quoted = [...words.matchAll(/[“"‘'「『《〈]([^“”"‘’'「」『』《》〈〉]+)[”"’'」』》〉]/gu)].map((match) =>
    match[1]!.trim(),
  );
  const names = quoted.length > 0 ? quoted : [words.split(/[,;:。]/, 1)[0]!.trim()];
  return names.filter((name) => name !== '');
}
