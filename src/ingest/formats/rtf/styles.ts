/** Which paragraph styles are headings, by their outline level or name. */
export class RtfStyles {
  private readonly headings = new Map<number, number>();
  private readonly contents = new Set<number>();
  private current: { number: number; heading: number | null; name: string } | null = null;

  begin(number: number): void {
    this.current = { number, heading: null, name: '' };
  }

  setHeading(heading: number | null): void {
    if (this.current) this.current.heading = heading;
  }

  addName(text: string): void {
    if (this.current) this.current.name += text;
  }

  /** At the end of a style's group. */
  end(): void {
    if (!this.current) return;
    const heading = this.current.heading ?? headingOfName(this.current.name);
    if (/^(?:toc|目录)\s*[1-9]\s*(?:;|$)/i.test(this.current.name.trim())) this.contents.add(this.current.number);
    if (heading !== null) this.headings.set(this.current.number, heading);
    this.current = null;
  }

  /** True for entries of a table of contents, which repeat the headings. */
  isContents(number: number): boolean {
    return this.contents.has(number);
  }

  heading(number: number): number | null {
    return this.headings.get(number) ?? null;
  }
}

function headingOfName(name: string): number | null {
  const first = name.replace(/;.*$/s, '').trim();
  const level = first.match(/^(?:heading|标题)\s*([1-9])$/i)?.[1];
  if (level) return Number(level);
  return /^(title|标题|文档标题)$/i.test(first) ? 1 : null;
}
