/** A line of Markdown with a box. */
export type Task = {
  readonly isTicked: boolean;
  /** What stands behind the box. */
  readonly text: string;
  /** True when it is the box that says that editing is done. */
  readonly isDoneMark: boolean;
};

const TASK = /^\s{0,9}[-*+] {1,9}\[([ xX])\] {1,9}(.*)$/;
/** Markdown editors put a backslash before the `<`, so only the words count (autocut looks for the whole mark). */
const DONE = /mark if you are done editing/i;

/** A line as a task; `undefined` when it has no box. */
export function taskIn(line: string): Task | undefined {
  const [, mark, text = ''] = TASK.exec(line.trimEnd()) ?? [];
  return mark === undefined
    ? undefined
    : { isTicked: mark !== ' ', text, isDoneMark: DONE.test(text) };
}
