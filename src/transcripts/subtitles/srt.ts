import type { Draft } from '../cues/draft.ts';
import { withoutFurniture } from '../markup/furniture.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { readBlocks } from './cue-blocks.ts';

/** Reads SubRip. Text above the first time is kept, as a cue that ends where the first one starts, but for what a page or a program says of it. */
export function readSrt(text: string): Draft {
  const { cues, header, moved } = readBlocks(text, { names: false });
  const above = withoutMarkup(withoutFurniture(header).join('\n'));
  const first = { start: 0, end: Math.max(0, cues[0]?.start ?? 0), text: above };
  if (above.trim() === '') return { cues, timed: true, moved };
  return { cues: [first, ...cues], above: first, timed: true, moved };
}
