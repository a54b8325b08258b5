import { recognizerContract } from '../../../test/contracts/recognizer.ts';
import { CTC } from '../../../test/support/hearing.ts';
import { SherpaEngine } from './engine.ts';
import { findSpeechModel } from './families.ts';
import { sherpaRecognizer } from './recognizer.ts';

recognizerContract('the embedded engine', async () => {
  const engine = new SherpaEngine();
  const model = await findSpeechModel(CTC, { threads: 1 });
  return { recognizer: sherpaRecognizer(model, engine), close: () => engine.stop() };
});
