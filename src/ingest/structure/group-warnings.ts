import type { Warning } from '../../domain/document.ts';

/** Of one kind so many doubts are listed; a long document may raise hundreds. */
const listed = 5;

/** Each doubt once, and of one kind only the first with their number, so that the others are seen. */
export function groupWarnings(warnings: Warning[]): Warning[] {
  const seen = new Map<string, Set<string>>();
  for (const { code, message } of warnings) seen.set(code, (seen.get(code) ?? new Set()).add(message));
  return [...seen].flatMap(([code, messages]) => {
    const shown = [...messages].slice(0, listed).map((message) => ({ code, message }));
    const more = messages.size - shown.length;
    return more > 0 ? [...shown, { code, message: `同类疑点另有${more}处` }] : shown;
  });
}
