export type PersonalDataKind =
  | 'name'
  | 'resident_id'
  | 'mobile'
  | 'landline'
  | 'bank_card'
  | 'plate'
  | 'passport'
  | 'email'
  | 'address';

/**
 * One rule over the index view (NFKC, small letters). `confidence` says how sure a match is; 0: it is of this kind but public, and
 * stays whatever later rules take it for; null: it is something else, and the next place is tried.
 */
export interface Rule {
  kind: PersonalDataKind;
  patterns: RegExp[];
  confidence: (match: RegExpExecArray) => number | null;
}

export const digitsOf = (text: string) => text.replace(/[^\dx]/g, '');

/** So many characters before a match. */
export const before = ({ input, index }: RegExpExecArray, count: number) => input.slice(Math.max(0, index - count), index);
