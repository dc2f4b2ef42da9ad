import type { Warning } from '../../domain/document.ts';
import { machineTalkIn, titleForPeople } from '../../text/machine-talk.ts';

const quoted = 40;

/**
 * Sentences of the text and title that give orders to an answering machine, hidden ones included. They stay in the text, so that a
 * reviewer sees what was published, but no answer is made of them.
 */
export function ordersIn(lines: { text: string }[], title: string): Warning[] {
  const inTitle = titleForPeople(title) === title ? [] : [title];
  const found = lines.flatMap(({ text }) => machineTalkIn(text).map(({ start, end }) => text.slice(start, end).trim()));
  return [...inTitle, ...found].map((text) => ({
    code: 'machine_talk',
    message: `疑似对答复程序的指令，不会用于答复，请人工核对：“${text.slice(0, quoted)}${text.length > quoted ? '…' : ''}”`,
  }));
}

/** The title without what it says to the machine; the file's name, and then a plain word, where nothing is left of it. */
export const peoplesTitle = (title: string, fileName: string): string =>
  titleForPeople(title) || titleForPeople(fileName) || '（标题待核）';
