/** What stands in the box after each step of typing: an input method gives one to three characters at a time, always the same ones. */
export function typedPrefixes(text: string, longest = 24): string[] {
  const characters = [...text].slice(0, longest);
  const prefixes: string[] = [];
  for (let end = 1, step = 0; end < characters.length; step++, end += 1 + ((step * 7 + characters.length) % 3))
    prefixes.push(characters.slice(0, end).join(''));
  return [...prefixes, characters.join('')];
}
