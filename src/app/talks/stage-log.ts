import type { Memory } from '../../base/memory.ts';
import { countTalk, type Talk } from '../../model/talk.ts';
import {
  progressOf,
  type Stage,
  type StageKeys,
  type StageProgress,
} from './folder/stage-progress.ts';
import type { WorkEvent } from './work-result.ts';

/** Sentences, and seconds of sound, after which it is written down again. */
const EVERY_LINES = 5;
const EVERY_SECONDS = 60;

/** Writes down how far the stages of a talk come. */
export class StageLog {
  readonly #memory: Memory;
  readonly #keys: StageKeys;
  readonly #lines = new Set<number>();
  #sentences = 0;
  #length = 0;
  #sections = 0;
  #noted = 0;

  constructor(memory: Memory, keys: StageKeys) {
    this.#memory = memory;
    this.#keys = keys;
  }

  /** Hears of everything that happens. */
  add(event: WorkEvent): void {
    switch (event.type) {
      case 'sound-opened':
      case 'sound-measured':
        this.#length = event.duration ?? 0;
        break;
      case 'window-heard':
        this.#put('hear', this.#part(event.window.end, this.#length), EVERY_SECONDS);
        break;
      case 'talk-read':
        // Whatever was to be heard has been.
        this.#put('hear', { done: this.#length, of: this.#length, isWhole: true });
        this.#sentences = event.sentences;
        break;
      case 'line-translated':
        this.#lines.add(event.line.id);
        this.#put('translate', this.#part(this.#lines.size, this.#sentences), EVERY_LINES);
        break;
      case 'outline-made':
        this.#sections = event.sections;
        break;
      case 'section-noted':
        this.#noted += 1;
        this.#put('note', this.#part(this.#noted, this.#sections));
        break;
      default:
    }
  }

  /** What is marked as missing is asked for again in the next run. */
  end(talk: Talk): void {
    const { sentences, untranslated, missingSections } = countTalk(talk);
    if (talk.translation) {
      const isWhole = untranslated === 0;
      this.#put('translate', { done: sentences - untranslated, of: sentences, isWhole });
    }
    const sections = talk.note?.sections.length ?? 0;
    if (talk.note) {
      const isWhole = missingSections === 0;
      this.#put('note', { done: sections - missingSections, of: sections, isWhole });
    }
  }

  #part(done: number, of: number): StageProgress {
    return { done: Math.min(done, of), of, isWhole: false };
  }

  /** Writes progress down that is a step further than what is known; a lost entry only makes a plan less exact. */
  #put(stage: Stage, progress: StageProgress, step = 0): void {
    const known = progressOf(this.#memory, this.#keys[stage]);
    const isFurther = progress.isWhole ? !known.isWhole : shareOf(progress) > shareOf(known);
    if (known.isWhole || !isFurther || progress.done - known.done < step) return;
    this.#memory.put(this.#keys[stage], progress).catch(() => undefined);
  }
}

function shareOf({ done, of }: StageProgress): number {
  return of > 0 ? done / of : 0;
}
