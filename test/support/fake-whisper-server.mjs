#!/usr/bin/env node
// Behaves like whisper.cpp's whisper-server as far as Talkleaf can see: its arguments, exit codes, complaints, `/health`
// and `verbose_json`. What it "hears" depends on the length of the sound and on words in the model's file that ask it
// to misbehave. Writes beside the model which process answered and what was asked.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const args = process.argv.slice(2);
if (args.includes('--help')) process.exit(0);
const value = (name) => args[args.indexOf(name) + 1];
const path = value('-m');
const model = readFileSync(path, 'latin1');
const log = (line) => process.stderr.write(`${line}\n`);

if (model.includes('broken')) {
  log('whisper_model_load: ERROR not all tensors loaded from model file - expected 1, got 0');
  log('whisper_init_with_params_no_state: failed to load model');
  log('error: failed to initialize whisper context');
  process.exit(3);
}
if (model.includes('unable')) {
  log('error: unknown argument: -l');
  process.exit(0);
}
const device = model.includes('graphics') ? 'using CUDA0 backend' : 'no GPU found';
log(`whisper_backend_init_gpu: ${device}`);
const isFirst = !existsSync(`${path}.starts`);
appendFileSync(`${path}.starts`, `${process.pid} ${args.join(' ')}\n`);
if (model.includes('alone') && !isFirst) process.exit(1);
if (model.includes('taken') && isFirst) {
  log("couldn't bind to server socket: hostname=127.0.0.1 port=1");
  process.exit(1);
}

let loading = model.includes('loads') ? 3 : 0;
createServer((request, response) => {
  if (request.url === '/health') {
    appendFileSync(`${path}.looked`, 'once\n');
    if (model.includes('mute')) return;
    if (model.includes('old')) response.writeHead(404).end();
    else response.writeHead(loading-- > 0 ? 503 : 200).end('{"status":"ok"}');
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = Buffer.concat(chunks).toString('latin1');
    const fields = [...form.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)/g)].map(([, name, is]) => [
      name,
      is,
    ]);
    appendFileSync(`${path}.asked`, `${JSON.stringify(Object.fromEntries(fields))}\n`);
    if (model.includes('dies') && (isFirst || !model.includes('once')))
      process.kill(process.pid, 'SIGSEGV');
    else if (model.includes('refuses')) {
      log('whisper-server: failed to process audio');
      response.writeHead(500).end('{"error":"failed to process audio"}');
    } else if (!model.includes('hangs')) {
      const milliseconds = Math.floor((form.length - form.indexOf('RIFF') - 44) / 32);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(milliseconds)));
    }
  });
}).listen(Number(value('--port')), value('--host'));
process.on('SIGTERM', () => process.exit(0));

function answer(milliseconds) {
  if (model.includes('chinese')) {
    const words = ['你', '好', '。'].map((word, at) => ({
      word,
      start: at * 0.3,
      end: at * 0.3 + 0.3,
      probability: 0.9,
    }));
    return { language: 'chinese', segments: [{ start: 0, end: 1.4, text: '你好。\n', words }] };
  }
  const pieces = [' Let', ' us', ' start', ' with', ' the', ' rele', 'ase', '.'];
  const spoken =
    milliseconds < 1000 ? [] : pieces.slice(0, milliseconds < 2000 ? 3 : pieces.length);
  const words = spoken.map((word, at) => ({
    word,
    start: 0.15 + at * 0.22,
    end: 0.15 + (at + 1) * 0.22,
    t_dtw: -1,
    probability: 0.9,
  }));
  const segment = {
    start: 0,
    end: milliseconds / 1000,
    text: spoken.join(''),
    words,
    no_speech_prob: 0.1,
  };
  return { task: 'transcribe', language: 'english', segments: spoken.length > 0 ? [segment] : [] };
}
