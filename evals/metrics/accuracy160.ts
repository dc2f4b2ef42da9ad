import type { Scored } from '../cases.ts';
import { shareOf } from '../statistics.ts';
import { judgeAnswer } from './accuracy.ts';

/** Readers want short answers: one longer than 160 characters counts as wrong. */
export const shortAnswer = 160;

export const accuracy160 = (scored: Scored[]) => shareOf(scored.map((pair) => judgeAnswer(pair, shortAnswer).passed));
