import type { WireName } from '../models/providers.ts';
import { anthropicWire } from './anthropic.ts';
import { geminiWire } from './gemini.ts';
import { ollamaWire } from './ollama.ts';
import { openaiWire } from './openai.ts';
import type { Wire } from './wire.ts';

/** Every protocol by name. The libraries behind them are loaded with the first question. */
export const WIRES: Readonly<Record<WireName, Wire>> = {
  openai: openaiWire,
  anthropic: anthropicWire,
  gemini: geminiWire,
  ollama: ollamaWire,
};
