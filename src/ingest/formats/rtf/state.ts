import type { RtfParagraph } from './flow.ts';

/** Formatting and place that a group inherits and gives back at its end. */
export interface State extends RtfParagraph {
  skip: boolean;
  /** Whether a pair of old and Unicode text is skipped as a whole; else only its old half is. */
  skippedOutside: boolean;
  hidden: boolean;
  deleted: boolean;
  font: number;
  /** Characters after \uN that stand for it in old readers. */
  fallback: number;
  inTable: boolean;
  /** \itapN: depth of the table inside tables. */
  nesting: number;
  /** What text in this group is. */
  target: 'text' | 'label' | 'fontTable' | 'styleSheet' | 'fieldCode' | 'shape';
  /** What ends with this group. */
  ends: 'note' | 'endnote' | 'box' | 'field' | 'fieldCode' | 'style' | null;
}

/** What was left out on the way, for the warnings. */
export interface RtfOmissions {
  deleted: number;
  hidden: number;
  pictures: number;
  fields: number;
  numbers: number;
}

export const plainParagraph: RtfParagraph = { align: undefined, heading: null, contents: false, depth: 0, inList: false };

export function plainState(): State {
  return {
    ...plainParagraph,
    skip: false,
    skippedOutside: false,
    hidden: false,
    deleted: false,
    font: 0,
    fallback: 1,
    inTable: false,
    nesting: 0,
    target: 'text',
    ends: null,
  };
}
