import { first } from './0001-first.ts';
import { structure } from './0002-structure.ts';
import { relations } from './0003-relations.ts';
import { desk } from './0004-desk.ts';

/** In order; the position (from 1) is the user_version of a base after it. A published migration is never edited. */
export const migrations: readonly string[] = [first, structure, relations, desk];
