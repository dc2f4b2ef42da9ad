import { asksTheSame } from '../../answer/reviewed-entry.ts';
import type { EntryContent } from '../../domain/entry.ts';
import type { Day } from '../../domain/time.ts';
import { speaksOfOtherGroup, speaksOfOtherScheme } from '../../retrieve/schemes.ts';
import { understand } from '../../retrieve/understand.ts';
import { questionTerms } from '../../text/terms.ts';

export interface Vectors {
  embedPassage(text: string): Promise<Float32Array>;
  embedQuestion(text: string): Promise<Float32Array>;
}

/** What answering knows of an entry when it compares a question with it. */
export type Worded = Pick<EntryContent, 'question' | 'similarQuestions' | 'answer'>;

/** Vectors kept in memory; a question and a wording are 2 kB each. */
const mostKept = 4_000;

/** Keeps vectors of texts that are asked for again and again while somebody types. */
export function rememberVectors({ embedPassage, embedQuestion }: Vectors): Vectors {
  const remembered = (embed: (text: string) => Promise<Float32Array>) => {
    const known = new Map<string, Promise<Float32Array>>();
    return (text: string) => {
      const kept = known.get(text) ?? embed(text);
      known.delete(text);
      known.set(text, kept);
      if (known.size > mostKept) known.delete(known.keys().next().value!);
      kept.catch(() => known.delete(text));
      return kept;
    };
  };
  return { embedPassage: remembered(embedPassage), embedQuestion: remembered(embedQuestion) };
}

const cosineOf = (a: Float32Array, b: Float32Array) => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

/** An entry as the answering would meet it, without being in the base. */
export class WordedEntry {
  readonly entry: Worded;
  private readonly wordings: Float32Array[];
  private readonly terms: Set<string>[];

  private constructor(entry: Worded, wordings: Float32Array[]) {
    this.entry = entry;
    this.wordings = wordings;
    this.terms = wordingsOf(entry).map((wording) => new Set(questionTerms(wording)));
  }

  static async of(entry: Worded, vectors: Vectors): Promise<WordedEntry> {
    const embedded: Float32Array[] = [];
    for (const wording of wordingsOf(entry)) embedded.push(await vectors.embedPassage(wording));
    return new WordedEntry(entry, embedded);
  }

  /** Share of words with the nearest wording, 0..1; costs nothing. */
  sharesWords(terms: readonly string[]): number {
    return Math.max(
      0,
      ...this.terms.map((own) => terms.filter((term) => own.has(term)).length / Math.max(1, Math.min(terms.length, own.size))),
    );
  }

  /** How near the question is to the nearest wording. */
  async nearness(question: string, vectors: Vectors): Promise<number> {
    const asked = await vectors.embedQuestion(question);
    return Math.max(0, ...this.wordings.map((wording) => cosineOf(asked, wording)));
  }

  /**
   * Whether answering would take this entry for the question, by its own rule; without a lead over documents, which only ranking could
   * tell, so that it says yes a little too seldom. `margin` is added to the nearness: a hint may be wrong more often than an answer.
   */
  async answers(question: string, today: Day, vectors: Vectors, margin = 0): Promise<{ yes: boolean; nearness: number }> {
    const understood = understand({ question, asOf: today, region: null });
    const nearness = await this.nearness(understood.text, vectors);
    const text = `${this.entry.question}\n${this.entry.answer}`;
    const features: Record<string, number> = {
      cosine: nearness + margin,
      ...(speaksOfOtherScheme(understood.text, text) ? { otherScheme: 1 } : {}),
      ...(speaksOfOtherGroup(understood.text, text) ? { otherGroup: 1 } : {}),
    };
    return { yes: asksTheSame(understood, this.entry, features, 0), nearness };
  }
}

const wordingsOf = ({ question, similarQuestions }: Worded) =>
  [...new Set([question, ...similarQuestions])].filter((one) => one.trim() !== '');
