import { randomNumbers } from '../contracts/vectors.ts';

/**
 * Words that nobody can guess. A text holds a lure, by which it is looked for, and beside it a secret, which no probe ever sends: a secret
 * in an answer came out of the base.
 */

const token = /zs[0-9a-z]{10}/g;

/** What a citizen tells of himself; it is kept nowhere. */
export const personal = ['13912345678', '11010519491231002X', '6222020000000000003'];

/** Repeatable choices of one run. */
export interface Choice {
  (): number;
  /** 0 … count - 1. */
  below(count: number): number;
  one<Value>(values: readonly Value[]): Value;
  /** True so many times in a hundred. */
  often(percent: number): boolean;
}

export function choiceFrom(seed: number): Choice {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  return Object.assign(random, {
    below,
    one: <Value>(values: readonly Value[]) => values[below(values.length)]!,
    often: (percent: number) => random() * 100 < percent,
  });
}

const subjects = ['失业保险金', '公租房', '养犬登记', '居住证', '生育津贴', '高龄津贴'];
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

export class Words {
  readonly lures: string[] = [];
  readonly #choice: Choice;

  constructor(choice: Choice) {
    this.#choice = choice;
  }

  #letters(count: number): string {
    return Array.from({ length: count }, () => letters[this.#choice.below(letters.length)]).join('');
  }

  /** A text of a policy base with a new lure and a new secret. */
  hidden(): string {
    const lure = `yl${this.#letters(6)}`;
    this.lures.push(lure);
    return `${this.#choice.one(subjects)}怎么申请 ${lure} zs${this.#letters(10)} 每月`;
  }

  /** What a caller looks for: the words around a secret. */
  asked(): string {
    const lure = this.lures.length > 0 && this.#choice.often(70) ? ` ${this.#choice.one(this.lures)}` : '';
    const told = this.#choice.often(20) ? `，我的号码是${this.#choice.one(personal)}` : '';
    return `${this.#choice.one(subjects)}怎么申请${lure}${told}`;
  }
}

export const secretsIn = (text: string): string[] => [...new Set(text.match(token) ?? [])];
