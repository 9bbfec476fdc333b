/** Text of one record of a CSV file. */
export interface RawRecord {
  /** number of the row in a spreadsheet: the header is row 1, quoted line breaks do not count */
  readonly row: number;
  readonly text: string;
  /** whether a quotation mark in it is not closed; then the text is the line of that mark alone */
  readonly isOpen: boolean;
}

/** Most lines of one record: a quotation mark that is not closed within them is a mistake. */
const MOST_LINES = 1_000;

/**
 * Splits the text of a CSV file, as it comes, into its records: quoted line breaks belong to their record.
 *
 * A wrong quotation mark would swallow the rest of the file: its line becomes a record of its own, and reading goes on
 * with the next line. Blank lines are skipped, and count as rows.
 */
export class RecordSplitter {
  #row = 0;
  #unfinished = '';
  #open: string[] = [];

  /** @returns records that are complete with this part of the text */
  push(text: string): readonly RawRecord[] {
    const lines = (this.#unfinished + text).split('\n');
    this.#unfinished = lines.pop() ?? '';
    const records: RawRecord[] = [];
    for (const line of lines) this.#take(line.endsWith('\r') ? line.slice(0, -1) : line, records);
    return records;
  }

  /** @returns the last records, when there is no more text */
  end(): readonly RawRecord[] {
    const records: RawRecord[] = [];
    // a file with the line breaks of old Macs is one line
    for (const line of this.#unfinished.split('\r')) if (line !== '') this.#take(line, records);
    this.#unfinished = '';
    while (this.#open.length > 0) this.#giveUp(records);
    return records;
  }

  #take(line: string, records: RawRecord[]): void {
    const hasOddMarks = countMarks(line) % 2 === 1;
    if (this.#open.length === 0 && !hasOddMarks) {
      this.#add(line, false, records);
      return;
    }
    const isClosed = this.#open.length > 0 && hasOddMarks;
    this.#open.push(line);
    if (isClosed) {
      const text = this.#open.join('\n');
      this.#open = [];
      this.#add(text, false, records);
    } else if (this.#open.length >= MOST_LINES) this.#giveUp(records);
  }

  #giveUp(records: RawRecord[]): void {
    const [first = '', ...others] = this.#open;
    this.#open = [];
    this.#add(first, true, records);
    for (const line of others) this.#take(line, records);
  }

  #add(text: string, isOpen: boolean, records: RawRecord[]): void {
    this.#row += 1;
    if (text.trim() !== '') records.push({ row: this.#row, text, isOpen });
  }
}

function countMarks(line: string): number {
  let count = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count += 1;
  return count;
}
