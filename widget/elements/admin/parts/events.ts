/** A short message at the foot of the page. */
export interface Toast {
  text: string;
  bad?: boolean;
  undo?: () => unknown;
}
export const toastEvent = 'wence-toast';

/** The page stands at another address: the shell takes it over. */
export const movedEvent = 'wence-moved';

/** What is asked before something that hurts. */
export interface Question {
  title: string;
  text?: string;
  /** Words on the button that goes on, e.g. 停用. */
  action: string;
  /** The button is red. */
  danger?: boolean;
  /** Must be typed first, e.g. the name of what is deleted. */
  typed?: string;
}
