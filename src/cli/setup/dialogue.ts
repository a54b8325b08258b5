import { AppError } from '../../base/errors.ts';
import { askHidden, askLine } from '../terminal/ask.ts';
import type { CliIO } from '../terminal/io.ts';

/** Whoever answers the questions, and reads what is said. */
export type Dialogue = {
  /** Asks for a line, blanks around it taken away; nothing typed means the default. Throws `INTERRUPTED` when no more come. */
  readonly ask: (question: string) => Promise<string>;
  /** The same for what is not to be seen while it is typed, nor kept anywhere by the way. */
  readonly askHidden: (question: string) => Promise<string>;
  /** Says something in lines of its own. */
  readonly say: (text: string) => void;
  /** The same for what only those want to know who are asked: what there is to choose from. */
  readonly offer: (text: string) => void;
  /** How often a question is asked in all, as a count. */
  readonly patience: number;
};

/** A question is asked so often: whoever has not found the answer by then is better served by what to type. */
const PATIENCE = 3;

/** The person at the terminal. */
export function terminalDialogue(io: CliIO): Dialogue {
  const say = (text: string): void => void io.stderr.write(`${text}\n`);
  return {
    ask: async (question) => given(await askLine(question, io)),
    askHidden: async (question) => given(await askHidden(question, io)),
    say,
    offer: say,
    patience: PATIENCE,
  };
}

function given(line: string | undefined): string {
  if (line === undefined) throw new AppError('INTERRUPTED');
  return line.trim();
}

/** Nobody: every question has its default for an answer, once. */
export function silentDialogue({ stderr }: Pick<CliIO, 'stderr'>): Dialogue {
  return {
    ask: async () => '',
    askHidden: async () => '',
    say: (text) => void stderr.write(`${text.trimStart()}\n`),
    offer: () => undefined,
    patience: 1,
  };
}

/** What an answer means, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly mistake: string };

/** Asks until the answer can be read; says what is wrong with others. Throws `SETUP_UNANSWERED`, and what `read` throws. */
export async function askUntil<T>(
  { ask, say, patience }: Dialogue,
  question: string,
  read: (answer: string) => Read<T> | Promise<Read<T>>,
): Promise<T> {
  for (let times = 1; times <= patience; times++) {
    const found = await read(await ask(question));
    if ('value' in found) return found.value;
    say(found.mistake);
  }
  throw new AppError('SETUP_UNANSWERED');
}
