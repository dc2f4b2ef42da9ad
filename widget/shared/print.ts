/**
 * Prints a plain text on its own page. The text goes into an empty frame as text nodes, so nothing in it can run and the
 * page around is not printed.
 */
export function printText(text: string): void {
  const frame = document.createElement('iframe');
  frame.title = '打印内容';
  frame.setAttribute('aria-hidden', 'true');
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0' });
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (!page || !view) {
    frame.remove();
    return;
  }
  page.title = '政策问答';
  const body = page.createElement('div');
  body.textContent = text;
  Object.assign(body.style, { font: '12pt/1.8 SimSun, "Noto Serif CJK SC", serif', whiteSpace: 'pre-wrap' });
  page.body.append(body);
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}
