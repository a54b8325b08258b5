import { eachLine } from '../../text/each-line.ts';

/** A line as recognisers print it while they work: `[00:00.000 --> 00:04.000]  text`, `[0.00s -> 3.20s] text`. */
const PRINTED =
  /^\s{0,9}(?:Transcript:\s)?\[\d[\d:.,]{0,15}s?\s{1,2}-{1,2}>\s{1,2}\d[\d:.,]{0,15}s?\]/;
const ANY_PRINTED = new RegExp(PRINTED.source, 'm');

/** What programs say of their work: recognisers, ffmpeg, yt-dlp, Python, loggers, progress bars, the shell itself. */
const LOG_LINES = [
  /^(?:whisper|ggml|gguf|llama|clip|load|init|run|main|output|read|usage|system_info|log_mel|auto-detected)(?:_[a-z\d_]{1,60})?\s?: \S/,
  /^(?:whisper|ggml|gguf|llama)_[a-z\d_]{2,60}(?:[:( ]|$)/,
  /^(?:Detecting language using up to|Detected language[: ]|Processing audio with duration|VAD filter removed|Estimating duration|Subtitles are written to|Standalone Faster)/,
  /^\s{0,9}(?:[\w ]{1,30}:\s{0,3})?\d{1,3}(?:\.\d{1,3})?%\s{0,3}\|/,
  /^\s{0,9}(?:\[download\]\s{1,3}|progress:?\s{0,3}=?\s{0,3})\d{1,3}(?:\.\d{1,3})?%/i,
  /^\[(?:youtube|download|info|extractaudio|generic|merger|ffmpeg|debug|hlsnative|metadata|fixup\w{0,20}|libx264 @ \w{1,20})[^\]]{0,40}\]\s/i,
  /^\s{0,9}(?:\S{1,200}\.pyc?:\d{1,6}: )?\w{1,30}(?:Warning|Error|Exception): \S/,
  /^\s{0,9}(?:warnings\.warn\(|Traceback \(most recent|File "[^"]{1,200}", line \d)/,
  // A date with a name and a colon after it is a message of a chat, unless the name is a level.
  /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?(?:[+-]\d\d:?\d\d)?\]?[\s:|-]{1,9}(?!(?!INFO|WARN|DEBUG|ERROR|CRITICAL|TRACE)[\p{Lu}\p{Lo}][^:：\d]{0,40}[:：]\s)\S/u,
  /^\[?(?:INFO|WARNING|WARN|DEBUG|ERROR|CRITICAL|TRACE)\]?(?:[:\s]{1,3}[\w./-]{1,60})?:\s?\S|^\[(?:INFO|WARNING|WARN|DEBUG|ERROR|CRITICAL|TRACE)\]\s/,
  /^(?:ffmpeg|ffprobe) version |^\s{1,9}(?:built with |configuration: |lib(?:av|sw|post)\w{1,20}\s)|^(?:Input|Output) #\d|^\s{0,9}Stream (?:#\d|mapping:)|^\s{1,9}Duration: \d|^\s{1,9}Metadata:|^Press \[q\]|^(?:size|frame)=\s{0,9}\d|^video:\d{1,9}\w{1,4}/,
  /^(?:(?:[\w.-]{1,40}@[\w.-]{1,60}[: ][^$#%]{0,100}[$#%]|PS [A-Z]:\\[^>]{0,200}>|[A-Z]:\\[^>]{0,200}>|\(\w{1,20}\) [^$]{0,80}\$) (?:\.?\/|[a-z])|[$%] (?:\.{0,2}\/|(?:whisper|whisperx|python3?|ffmpeg|yt-dlp|pip3?|uv|cd|ls|cat|sh|bash|docker|make)(?:\s|$)))/,
  /^(?:real|user|sys)\t\d{1,4}m\d/,
];

/** The same in words that people use too: told only between lines that a recogniser printed. */
const WORDED_LOG_LINES =
  /^(?:processing (?:audio|segment|file)\b|transcription speed|operation finished|starting (?:work on|transcription)\b|no language specified|performing (?:transcription|alignment|diarization|voice activity|vad)|loading (?:the )?(?:model|audio|weights|checkpoint)|model (?:was trained|loaded)|lightning automatically|skipping data after|language detected|using device|running on (?:cpu|gpu|cuda)|transcribing (?:with|audio|file|\S{1,100}\.\w{2,4})|(?:saved|wrote|writing|output written) (?:to )?\S{1,200}\.\w{2,4}|done in \d)/i;

/**
 * A text without what programs printed around it. Where a recogniser printed its lines one by one, what
 * stands above the first is its own, as is any line it writes of its work between and below; elsewhere
 * only such lines at the beginning and the end are left out.
 */
export function withoutLogs(text: string): string {
  if (ANY_PRINTED.test(text) && isConsole(text)) return printed(text);
  const above = lengthOfLogs(text);
  // Below cues with arrows between their times stands what was said in them.
  const below = text.includes('-->') ? text.length : lengthOfLogsBelow(text, above);
  if (below <= above) return text;
  return above === 0 && below === text.length ? text : text.slice(above, below);
}

/** Whether a text is what was printed, and not one that quotes a line or two of it. */
function isConsole(text: string): boolean {
  let [shown, other] = [0, 0];
  for (const line of eachLine(text)) {
    if (PRINTED.test(line.slice(0, 100))) shown += line.length;
    else if (isLog(line)) return true;
    else other += line.trim().length;
  }
  return other <= shown;
}

function printed(text: string): string {
  const kept: string[] = [];
  let isAfterBlank = false;
  for (const line of eachLine(text)) {
    const isCue = PRINTED.test(line.slice(0, 100));
    const isBlank = line.trim() === '';
    // A text printed over two lines goes on without a blank one between.
    const goesOn =
      kept.length > 0 && !isAfterBlank && !isBlank && !isLog(line) && !WORDED_LOG_LINES.test(line);
    if (isCue || goesOn) kept.push(isCue ? line.replace(/^\s{0,9}Transcript:\s/, '') : line);
    if (isCue) isAfterBlank = false;
    else if (isBlank) isAfterBlank = true;
  }
  return kept.join('\n');
}

/** Whether a line is what a program printed of its work, in words that nobody says. */
function isLog(line: string): boolean {
  const head = line.slice(0, 400);
  return LOG_LINES.some((pattern) => pattern.test(head));
}

/** How much of a text is logs before anything else stands there, in characters. */
function lengthOfLogs(text: string): number {
  let [length, from] = [0, 0];
  for (const line of eachLine(text)) {
    from += line.length + 1;
    if (line.trim() === '') continue;
    if (!isLog(line)) return length;
    length = from;
  }
  return 0;
}

/** Where the logs begin that a text ends with, in characters. */
function lengthOfLogsBelow(text: string, above: number): number {
  let end = text.length;
  for (let to = text.length; to > above;) {
    const from = text.lastIndexOf('\n', to - 1) + 1;
    const line = text.slice(from, to);
    if (line.trim() !== '' && !isLog(line)) return end;
    if (line.trim() !== '') end = from;
    to = from - 1;
  }
  return end;
}
