#!/usr/bin/env node
// Behaves like whisper.cpp's whisper-cli as far as Talkleaf can see: the same arguments, exit codes,
// complaints and full JSON, written byte by byte as that program does (no escapes but of quotes and
// backslashes, a token's bytes as they are). What it "hears" depends on the length of the sound and on words
// in the model's file that ask it to misbehave.
import { readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stderr.write('usage: whisper-cli [options] file0 file1 ...\n');
  process.exit(0);
}
const value = (name) => args[args.indexOf(name) + 1];
const model = readFileSync(value('-m'), 'latin1');
const wav = readFileSync(value('-f'));
const language = value('-l');
const log = (line) => process.stderr.write(`${line}\n`);

if (args.includes('-nt') || !args.includes('-ojf')) process.exit(9);
if (wav.toString('latin1', 0, 4) !== 'RIFF' || wav.readUInt32LE(24) !== 16_000) process.exit(9);
if (model.includes('broken')) {
  log('whisper_model_load: loading model');
  log('whisper_model_load: ERROR not all tensors loaded from model file - expected 1, got 0');
  log('whisper_init_with_params_no_state: failed to load model');
  log('error: failed to initialize whisper context');
  process.exit(3);
}
if (language === 'tlh') {
  log("error: unknown language 'tlh'");
  log('usage: whisper-cli [options] file0 file1 ...');
  process.exit(0);
}
if (model.includes('dies')) process.kill(process.pid, 'SIGKILL');
if (model.includes('hangs')) {
  writeFileSync(`${value('-m')}.pid`, String(process.pid));
  setInterval(() => undefined, 1000);
} else {
  const milliseconds = Math.floor((wav.length - 44) / 32);
  writeFileSync(`${value('-of')}.json`, answer(milliseconds));
  log(`output_json: saving output to '${value('-of')}.json'`);
  writeFileSync(`${value('-m')}.args`, JSON.stringify(args));
}

function answer(milliseconds) {
  if (milliseconds < 1000) return full([]);
  if (model.includes('chinese')) return full([chinese()]);
  const words = [' Let', ' us', ' start', ' with', ' the', ' rele', 'ase', '.'];
  const spoken = words.slice(0, milliseconds < 2000 ? 3 : words.length);
  const step = 220;
  const tokens = spoken.map((text, at) => ({
    text: Buffer.from(text),
    from: 150 + at * step,
    to: 150 + (at + 1) * step,
  }));
  const marked = [
    { text: Buffer.from('[_BEG_]'), from: 0, to: 0 },
    ...tokens,
    { text: Buffer.from('[_TT_105]'), from: 2100, to: 2100 },
  ];
  return full([
    { from: 0, to: Math.min(milliseconds, 30_000), text: spoken.join(''), tokens: marked },
  ]);
}

/** "你好。", the second character cut in two tokens, a quote and a newline as the program leaves them. */
function chinese() {
  const bytes = Buffer.from('你好。');
  const cuts = [
    bytes.subarray(0, 3),
    bytes.subarray(3, 5),
    bytes.subarray(5, 6),
    bytes.subarray(6),
  ];
  const tokens = cuts.map((text, at) => ({ text, from: at * 300, to: (at + 1) * 300 }));
  return { from: 0, to: 1400, text: '你好。\n', tokens };
}

function full(segments) {
  const parts = [
    '{\n\t"systeminfo": "AVX = 1 | ",\n\t"model": {"type": "tiny", "multilingual": true},\n',
    `\t"params": {"model": "x", "language": "${language}", "translate": false},\n`,
    `\t"result": {\n\t\t"language": "${model.includes('chinese') ? 'zh' : 'en'}"\n\t},\n`,
    '\t"transcription": [\n',
  ];
  segments.forEach((segment, index) => {
    parts.push(
      index > 0 ? ',' : '',
      '{',
      times(segment),
      ',"text": "',
      segment.text,
      '","tokens": [',
    );
    segment.tokens.forEach((token, at) => {
      const time = token.text.toString().startsWith('[_TT') ? '' : `${times(token)},`;
      parts.push(at > 0 ? ',' : '', '{"text": "', token.text, `",${time}"id": ${at + 400},`);
      parts.push('"p": 0.9,"t_dtw": -1}\n');
    });
    parts.push(']}');
  });
  parts.push('\t]\n}\n');
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function times({ from, to }) {
  return `"timestamps": {"from": "00:00:00,000","to": "00:00:00,000"},"offsets": {"from": ${from},"to": ${to}}`;
}
