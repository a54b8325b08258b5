import { AppError, type Bilingual } from '../../base/errors.ts';

/** What both programs end with when they cannot load their model. */
export const STATUS_MODEL = 3;

/** The failure of a model that is none, or that a program cannot load. */
export function damaged(path: string, reason: string | Bilingual): AppError {
  return new AppError('SPEECH_MODEL_DAMAGED', { path, reason });
}

/** Homebrew has whisper.cpp for macOS and Linux; elsewhere it is built from its source. */
export function missing(program: string): AppError {
  const command =
    process.platform === 'win32'
      ? 'git clone https://github.com/ggml-org/whisper.cpp && cmake -S whisper.cpp -B build && cmake --build build --config Release'
      : 'brew install whisper-cpp';
  return new AppError('PROGRAM_MISSING', { program, command });
}

export function cannotLoad(program: string): Bilingual {
  return { en: `${program} cannot load it`, zh: `${program} 无法载入它` };
}

export function endedBy(program: string, signal: string): Bilingual {
  return { en: `${program} was ended by ${signal}`, zh: `${program} 被 ${signal} 终止` };
}

export function silent(program: string): Bilingual {
  return { en: `${program} stopped answering`, zh: `${program} 没有响应` };
}

/** The failure of a program that gave no answer, with what it said. */
export function withoutAnswer(program: string, said: string): AppError {
  const reason = said || { en: 'it gave no answer', zh: '它没有给出结果' };
  return new AppError('SPEECH_PROGRAM_FAILED', { program, reason });
}
