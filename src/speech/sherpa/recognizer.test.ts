import { describe } from 'vitest';

import { recognizerContract } from '../../../test/contracts/recognizer.ts';
import type { OpenRecognizer } from '../../../test/contracts/recognizer.ts';
import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import { CTC, TONES, WHISPER } from '../../../test/support/hearing.ts';
import { SherpaEngine } from './engine/engine.ts';
import { findSpeechModel } from './families/families.ts';
import { sherpaRecognizer } from './recognizer.ts';

async function open(folder: string): Promise<OpenRecognizer> {
  const engine = new SherpaEngine();
  const model = await findSpeechModel(folder, { threads: 1 });
  return { recognizer: sherpaRecognizer(model, engine), close: () => engine.stop() };
}

recognizerContract('the embedded engine', () => open(CTC));
describe.skipIf(!hasFfmpeg)('with a Whisper model', () => {
  recognizerContract('the embedded engine', () => open(WHISPER), TONES);
});
