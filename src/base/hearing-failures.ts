import type { Failure } from './failure.ts';

/** What can go wrong between a media file and the words heard in it. */
export const HEARING_FAILURES = {
  SPEECH_MODEL_NONE: {
    exit: 1,
    en: [
      'There is no speech model in "{folder}" to hear with.',
      'Fetch one with "talkleaf models pull {model}", {size} MB (others: "talkleaf models ls"), or give a model folder of the sherpa-onnx project with --speech.',
    ],
    zh: [
      '“{folder}”里没有语音模型，无法听写。',
      '请用“talkleaf models pull {model}”下载一个（{size} MB；其他模型见“talkleaf models ls”），或用 --speech 指定 sherpa-onnx 项目的模型文件夹。',
    ],
  },
  SPEECH_LANGUAGE_NONE: {
    exit: 1,
    en: [
      'None of the speech models in "{folder}" knows the language "{language}".',
      'Fetch one that does with "talkleaf models pull {model}", {size} MB ("talkleaf models ls" shows what each knows), or name one with --speech.',
    ],
    zh: [
      '“{folder}”里没有支持{language}的语音模型。',
      '请用“talkleaf models pull {model}”下载一个（{size} MB；“talkleaf models ls”会列出各模型支持的语言），或用 --speech 指定。',
    ],
  },
  SPEAKER_MODEL_NONE: {
    exit: 1,
    en: [
      'There is no speaker model in "{folder}" to tell speakers apart with.',
      'Fetch one with "talkleaf models pull speakers", or leave out --speakers.',
    ],
    zh: [
      '“{folder}”里没有讲话人模型，无法区分讲话人。',
      '请用“talkleaf models pull speakers”下载，或去掉 --speakers。',
    ],
  },
  SPEECH_MODEL_MISSING: {
    exit: 1,
    en: [
      'There is no speech model "{name}", neither here nor in "{folder}".',
      'Give the path of a model folder, or the name of one in that folder; "talkleaf models ls" shows which can be fetched with "talkleaf models pull NAME".',
    ],
    zh: [
      '找不到语音模型“{name}”：当前文件夹和“{folder}”里都没有。',
      '请给出模型文件夹的路径，或上述文件夹里的模型名称；“talkleaf models ls”会列出可以用“talkleaf models pull 名称”下载的模型。',
    ],
  },
  NOTHING_HEARD: {
    exit: 1,
    en: [
      'No speech was heard in "{path}".',
      'Check that it is the right recording, or try another --speech model.',
    ],
    zh: ['在“{path}”里没有听到讲话。', '请确认是否选错了录音录像，或用 --speech 换一个语音模型。'],
  },
  MEDIA_NO_AUDIO: {
    exit: 1,
    en: ['There is no sound in "{path}".', 'Give the file that holds the speech.'],
    zh: ['“{path}”里没有声音。', '请提供含有讲话的文件。'],
  },
  TRACK_UNKNOWN: {
    exit: 2,
    en: [
      'There is no sound track "{track}" in "{path}".',
      'These are there: {tracks}. Give the number, the language or a part of the title of one with --track.',
    ],
    zh: [
      '“{path}”里没有音轨“{track}”。',
      '现有音轨：{tracks}。请用 --track 指定其中一条的编号、语言或标题的一部分。',
    ],
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
      'Give a model folder of the sherpa-onnx project with all of its files: NeMo (Parakeet, Canary), SenseVoice, Whisper, Zipformer, Paraformer, Moonshine and others.',
    ],
    zh: [
      '“{path}”里没有 Talkleaf 能识别的语音模型：{reason}。',
      '请提供 sherpa-onnx 项目的完整模型文件夹：NeMo（Parakeet、Canary）、SenseVoice、Whisper、Zipformer、Paraformer、Moonshine 等。',
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
      '请用 npm 重新安装 Talkleaf，连同可选依赖（支持 Linux x64 和 arm64、macOS、Windows x64）。',
    ],
  },
  SPEECH_ENGINE_DIED: {
    exit: 1,
    en: [
      'The speech engine stopped in the middle of its work: {reason}.',
      'Run the same command again; finished work is kept. If memory is short, choose a smaller speech model.',
    ],
    zh: [
      '语音引擎中途退出：{reason}。',
      '请再运行同一条命令，已完成的部分不会丢失。如果内存不足，请换一个小一些的语音模型。',
    ],
  },
  SPEECH_PROGRAM_FAILED: {
    exit: 1,
    en: [
      '{program} could not write this down: {reason}.',
      'Check the speech model and the language (--from), or choose another --speech.',
    ],
    zh: [
      '{program} 无法听写：{reason}。',
      '请检查语音模型和语言（--from），或用 --speech 换一个模型。',
    ],
  },
  SPEECH_SERVER_AUTH: {
    exit: 1,
    en: [
      'The speech server {host} did not accept the key {key} ({origin}): {said}.',
      'Put it right there and run the same command again.',
    ],
    zh: [
      '语音服务 {host} 不接受密钥 {key}（{origin}）：{said}。',
      '请更正密钥，再运行同一条命令。',
    ],
  },
  SPEECH_SERVER_KEY_WANTED: {
    exit: 1,
    en: [
      'The speech server {host} wants a key, and none is set: {said}.',
      'Set one with "talkleaf settings set keys.local -", or in the variable TALKLEAF_API_KEY, and run the same command again.',
    ],
    zh: [
      '语音服务 {host} 需要密钥，但没有设置：{said}。',
      '请用“talkleaf settings set keys.local -”或环境变量 TALKLEAF_API_KEY 设置，再运行同一条命令。',
    ],
  },
  SPEECH_SERVER_QUOTA: {
    exit: 1,
    en: [
      'The account at the speech server {host} has no credit left: {said}.',
      'Top it up, or choose another --speech, and run the same command again; finished work is kept.',
    ],
    zh: [
      '语音服务 {host} 的账户余额不足：{said}。',
      '请充值，或用 --speech 换一个模型，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  SPEECH_SERVER_BUSY: {
    exit: 1,
    en: [
      'The speech server {host} asks us to slow down: {said}.',
      'Run the same command again later; finished work is kept.',
    ],
    zh: [
      '语音服务 {host} 要求放慢速度：{said}。',
      '请稍后再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  SPEECH_SERVER_DOWN: {
    exit: 1,
    en: [
      'The speech server {host} did not answer: {said}.',
      'Check the server, the network and the proxy (HTTPS_PROXY), and run the same command again; finished work is kept.',
    ],
    zh: [
      '语音服务 {host} 没有响应：{said}。',
      '请检查服务、网络和代理（HTTPS_PROXY），再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  SPEECH_SERVER_REFUSED: {
    exit: 1,
    en: [
      'The speech server {host} refused the request: {said}.',
      'Check the name of the speech model and the base URL, which usually ends in /v1.',
    ],
    zh: [
      '语音服务 {host} 拒绝了请求：{said}。',
      '请检查语音模型的名称和服务地址（通常以 /v1 结尾）。',
    ],
  },
} as const satisfies Record<string, Failure>;
