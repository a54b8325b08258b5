import { callOptions, fetchOf, partsOf } from './ai-sdk.ts';
import type { Wire, WireCall, WirePart } from './wire.ts';

/** Google's own protocol, `streamGenerateContent`. */
export const geminiWire: Wire = { ask, asStream };

async function* ask(call: WireCall): AsyncGenerator<WirePart> {
  const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
  const provider = createGoogleGenerativeAI({
    baseURL: call.baseUrl,
    apiKey: call.key ?? '',
    fetch: fetchOf(call),
  });
  yield* partsOf(() =>
    provider(call.model).doStream({
      ...callOptions(call), // The switches of the provider table are options of this package.
      providerOptions: { google: call.settings.thinkingOff },
    }),
  );
}

/** A whole answer, or the list of pieces that is sent without `alt=sse`, as a stream. */
function asStream(answer: unknown): string | undefined {
  const pieces: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  if (!pieces.every(isPiece)) return undefined;
  return pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('');
}

function isPiece(piece: unknown): boolean {
  if (typeof piece !== 'object' || piece === null) return false;
  if ('promptFeedback' in piece) return true;
  return 'candidates' in piece && Array.isArray(piece.candidates) && piece.candidates.length > 0;
}
