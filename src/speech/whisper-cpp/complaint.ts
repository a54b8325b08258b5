/** As much of a complaint is passed on, in characters. */
const SAID = 300;

/** What the programs say last of a model that cannot be loaded, after saying why. */
const SAYS_NOTHING = /failed to (?:load model|initialize whisper context)/;

/** The last line that complains, else the last line: after some errors the programs print how they are used. */
export function lastComplaint(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const complaints = lines.filter((line) => /error|fail|invalid|not found|unable/i.test(line));
  const complaint = complaints.findLast((line) => !SAYS_NOTHING.test(line)) ?? complaints.at(-1);
  return (complaint ?? lines.at(-1) ?? '').trim().replace(/\.$/, '').slice(0, SAID);
}
