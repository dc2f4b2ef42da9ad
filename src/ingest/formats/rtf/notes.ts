import { formatNumber } from '../docx/numbering.ts';

/** Number formats of notes by the end of their control word: \ftnnchi is not one of them, \ftnncnum is. */
const formats: Record<string, string> = {
  ar: 'decimal',
  alc: 'lowerLetter',
  auc: 'upperLetter',
  rlc: 'lowerRoman',
  ruc: 'upperRoman',
  cnum: 'decimalEnclosedCircle',
  dbnum: 'ideographDigital',
  dbnumd: 'chineseCounting',
  dbar: 'decimalFullWidth',
  gbnum: 'decimalEnclosedFullstop',
  gbnumd: 'decimalEnclosedParen',
  gbnuml: 'decimalEnclosedCircle',
  gbnumk: 'ideographEnclosedCircle',
  zodiac: 'ideographTraditional',
};

/** Numbers of footnotes and endnotes in the order of the text. */
export class NoteNumbers {
  perPage = false;
  private readonly formats = { ftn: 'decimal', aftn: 'lowerRoman' };
  private readonly counts = { ftn: 0, aftn: 0 };

  /** \ftnnar, \aftnnrlc, \saftnn…: document and section settings of the format. */
  setting(word: string): boolean {
    if (word === 'ftnrstpg' || word === 'sftnrstpg') {
      this.perPage = true;
      return true;
    }
    const found = word.match(/^s?(a?ftn)n([a-z]+)$/);
    const format = formats[found?.[2] ?? ''];
    if (!found || !format) return false;
    this.formats[found[1] as 'ftn' | 'aftn'] = format;
    return true;
  }

  get used(): boolean {
    return this.counts.ftn + this.counts.aftn > 0;
  }

  next(kind: 'ftn' | 'aftn'): string {
    this.counts[kind]++;
    return formatNumber(this.counts[kind], this.formats[kind]);
  }
}
