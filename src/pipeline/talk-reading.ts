import { shared } from '../base/async.ts';
import { Gate } from '../base/gate.ts';
import { NO_CONTEXT, type TalkContext } from '../model/term.ts';
import type { ReadingOn } from '../translate/as-read.ts';
import type { ReadSoFar } from '../translate/context/stretches.ts';
import type { TalkEvent } from './events.ts';
import { findContext, readBefore, type TalkKnown, withGlossary } from './find-context.ts';
import type { TalkRequest } from './talk-request.ts';
import type { ModelTools } from './talk-tools.ts';

/** A talk that is being read for topic and terms, for those who do not wait until all of it is. */
export class TalkReading implements ReadingOn {
  /** To be run; `known` settles as it ends. */
  readonly work: AsyncGenerator<TalkEvent, TalkKnown>;
  readonly known: Promise<TalkKnown>;
  /** What was read while the talk was heard. */
  readonly before: ReadSoFar;
  readonly tools: ModelTools;
  readonly #request: TalkRequest;
  #context: TalkContext;
  #isOver = false;
  /** IDs of sentences that have been read, by ends, both included. */
  readonly #read: { readonly from: number; readonly to: number }[] = [];
  #more = new Gate();

  constructor(request: TalkRequest, tools: ModelTools) {
    const before = readBefore(request, tools);
    this.before = before;
    this.tools = tools;
    this.#request = request;
    this.#context = withGlossary(before.context ?? NO_CONTEXT, request);
    const [first, unread] = [request.sentences[0], before.unread[0]];
    if (first && unread && unread.id > first.id)
      this.#read.push({ from: first.id, to: unread.id - 1 });
    const { work, result } = shared(
      this.#run(findContext(request, { ...before, onPart: this.#onPart }, tools)),
    );
    [this.work, this.known] = [work, result];
  }

  get context(): TalkContext {
    return this.#context;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  async covered(from: number, to: number): Promise<void> {
    while (!this.#isOver && !this.#covers(from, to)) {
      // eslint-disable-next-line no-await-in-loop -- woken when more has been read
      await this.#more.opened;
    }
  }

  async *#run(finding: AsyncGenerator<TalkEvent, TalkKnown>): AsyncGenerator<TalkEvent, TalkKnown> {
    try {
      const known = yield* finding;
      this.#context = known.context;
      return known;
    } finally {
      this.#isOver = true;
      this.#wake();
    }
  }

  readonly #onPart = (context: TalkContext, part: { from: number; to: number }): void => {
    this.#context = withGlossary(context, this.#request);
    this.#read.push(part);
    this.#wake();
  };

  /** Each sentence of a talk is read in some part, but those that nobody said stand between parts. */
  #covers(from: number, to: number): boolean {
    const { sentences } = this.#request;
    return sentences.every(
      ({ id, doubt }) =>
        id < from ||
        id > to ||
        doubt !== undefined ||
        this.#read.some((part) => part.from <= id && id <= part.to),
    );
  }

  #wake(): void {
    const more = this.#more;
    this.#more = new Gate();
    more.open();
  }
}
