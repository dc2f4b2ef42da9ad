/** What came out of a formatted text: ours knows lists ("1." or "- " at the beginning of a line) and addresses as they are. */
export interface Pasted {
  text: string;
  /** What has no place in it, in words. */
  dropped: string[];
}

const blocks = new Set([
  'P',
  'DIV',
  'LI',
  'UL',
  'OL',
  'TABLE',
  'TR',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'SECTION',
  'ARTICLE',
  'BLOCKQUOTE',
]);
const unread = new Set(['STYLE', 'SCRIPT', 'HEAD', 'META', 'LINK', 'XML', 'TITLE']);

/**
 * The text of what Word, WPS or a web page put on the clipboard as HTML; null where nothing but plain words is in it, which the browser
 * pastes by itself.
 */
export function pastedText(source: string): Pasted | null {
  const { body } = new DOMParser().parseFromString(source, 'text/html');
  if (!body.querySelector('li, a[href], table, img, [style*="mso-list"]')) return null;
  const dropped: string[] = [];
  const count = (selector: string, words: string) => {
    const found = body.querySelectorAll(selector).length;
    if (found > 0) dropped.push(`${words} ${found} 处`);
  };
  count('img', '图片');
  if (body.querySelector('table')) dropped.push('表格的框线（文字已保留，一行一行写）');
  count('a[href^="#"], a[href^="file:"], a[href^="javascript:"]', '不是网址的链接');
  const text = textOf(body)
    .replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
  return { text, dropped };
}

/**
 * Puts a formatted text into the field in which it is pasted: lists and addresses stay, what has no place is named. Words of what was
 * done; null where the browser pastes by itself.
 */
export function pasteFormatted(event: ClipboardEvent): string | null {
  const input = event.composedPath()[0];
  const pasted = input instanceof HTMLTextAreaElement && pastedText(event.clipboardData?.getData('text/html') ?? '');
  if (!pasted) return null;
  event.preventDefault();
  const begin = input.selectionStart;
  const room = input.maxLength < 0 ? pasted.text.length : input.maxLength - input.value.length + (input.selectionEnd - begin);
  const text = pasted.text.slice(0, Math.max(0, room));
  // As if it were typed: the way back (Ctrl+Z) stays.
  document.execCommand('insertText', false, text);
  const cut = text.length < pasted.text.length ? [`放不下的 ${pasted.text.length - text.length} 个字`] : [];
  const dropped = [...pasted.dropped, ...cut];
  return `已粘贴，列表和网址已保留。${dropped.length > 0 ? `没有带进来：${dropped.join('、')}。` : ''}`;
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
  if (!(node instanceof HTMLElement) || unread.has(node.tagName)) return '';
  if (node.tagName === 'BR') return '\n';
  // Word writes the sign of a list item as text of its own.
  if (/mso-list:\s*ignore/i.test(node.getAttribute('style') ?? '')) return markerOf(node.textContent ?? '');
  const inner = [...node.childNodes].map(textOf).join('');
  if (node.tagName === 'A') return linkOf(node.getAttribute('href') ?? '', inner);
  if (node.tagName === 'TD' || node.tagName === 'TH') return `${inner.replace(/\s+/g, ' ').trim()} `;
  if (node.tagName === 'LI') return `\n${numberOf(node)}${inner.trim()}\n`;
  return blocks.has(node.tagName) ? `\n${inner}\n` : inner;
}

/** "1." stays a number; "·", "l", "Ø" and the other signs of Word's fonts are "- ". */
function markerOf(sign: string): string {
  const number = /^[\s\u00a0]*[（(]?(\d{1,3})[.、)）]/.exec(sign);
  return number ? `${number[1]}. ` : '- ';
}

function numberOf(item: HTMLElement): string {
  const list = item.parentElement;
  if (list?.tagName !== 'OL') return '- ';
  const first = Number(list.getAttribute('start') ?? 1);
  return `${first + [...list.children].filter(({ tagName }) => tagName === 'LI').indexOf(item)}. `;
}

function linkOf(address: string, words: string): string {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return words;
  const plain = address.replace(/^(mailto|tel):/i, '');
  const bare = (text: string) => text.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return bare(words.trim()) === bare(plain) || !words.trim() ? plain : `${words}（${plain}）`;
}
