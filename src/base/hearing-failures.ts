import type { Failure } from './failure.ts';

/** What can go wrong between a media file and the words heard in it. */
export const HEARING_FAILURES = {
  PROGRAM_MISSING: {
    exit: 1,
    en: [
      '{program} is needed for this and was not found.',
      'Install it with "{command}" and run the same command again.',
    ],
    zh: ['需要 {program}，但没有找到。', '请用 “{command}” 安装，再运行同一条命令。'],
  },
  MEDIA_NO_AUDIO: {
    exit: 1,
    en: ['There is no sound in "{path}".', 'Give the file that holds the speech.'],
    zh: ['“{path}”里没有声音。', '请提供含有语音的文件。'],
  },
  MEDIA_UNREADABLE: {
    exit: 1,
    en: [
      'The sound of "{path}" could not be read: {reason}.',
      'Check that the file plays and was saved or downloaded completely.',
    ],
    zh: ['无法读取“{path}”的声音：{reason}。', '请确认文件能正常播放，并且保存或下载完整。'],
  },
  MODEL_UNKNOWN: {
    exit: 1,
    en: [
      'There is no speech model Talkleaf knows in "{path}": {reason}.',
      'Give a model folder of the sherpa-onnx project: NeMo (Parakeet), SenseVoice or Whisper, with its tokens.txt.',
    ],
    zh: [
      '“{path}”里没有 Talkleaf 认识的语音模型：{reason}。',
      '请提供 sherpa-onnx 项目的模型文件夹：NeMo（Parakeet）、SenseVoice 或 Whisper，连同 tokens.txt。',
    ],
  },
  SPEECH_MODEL_DAMAGED: {
    exit: 1,
    en: [
      'The speech model "{path}" cannot be used: {reason}.',
      'Remove it and fetch it again; finished work is kept.',
    ],
    zh: ['语音模型“{path}”无法使用：{reason}。', '请删除后重新下载，已完成的部分不会丢失。'],
  },
  SPEECH_ENGINE_BROKEN: {
    exit: 1,
    en: [
      'The speech engine cannot start on this machine: {reason}.',
      'Install Talkleaf again with npm, optional packages included (Linux x64 and arm64, macOS, Windows x64).',
    ],
    zh: [
      '语音引擎无法在这台机器上启动：{reason}。',
      '请用 npm 重新安装 Talkleaf，并保留可选依赖（支持 Linux x64/arm64、macOS、Windows x64）。',
    ],
  },
  SPEECH_ENGINE_DIED: {
    exit: 1,
    en: [
      'The speech engine stopped in the middle of its work: {reason}.',
      'Run the same command again; finished work is kept. If memory is short, choose a smaller speech model.',
    ],
    zh: [
      '语音引擎在工作中途停止：{reason}。',
      '再运行同一条命令，已完成的部分不会丢失。内存不足时请换小一些的语音模型。',
    ],
  },
} as const satisfies Record<string, Failure>;
