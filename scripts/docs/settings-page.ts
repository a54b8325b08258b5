import { SETTING_NAMES } from '../../src/app/settings/load-settings.ts';
import { variableOf } from '../../src/app/settings/settings.ts';
import { WORDS } from '../../src/cli/wording/words.ts';
import { PROVIDERS } from '../../src/llm/models/providers.ts';

/** docs/settings.md: every setting with its variable, an example, and where keys and relays go. */
export function settingsPage(): string {
  const rows = SETTING_NAMES.map((name) => {
    const variable = variableOf(name);
    const about = [WORDS.en.option(name), WORDS.zh.option(name)].map(escaped).join(' / ');
    return `| \`${name}\` | ${variable === undefined ? '' : `\`${variable}\``} | ${about} |`;
  });
  const keys = Object.entries(PROVIDERS)
    .filter(([, { keyVariables }]) => keyVariables.length > 0)
    .map(
      ([name, { title, keyVariables }]) =>
        `| \`${name}\` | ${typeof title === 'string' ? title : title.en} | ${keyVariables.map((each) => `\`${each}\``).join(', ')} |`,
    );
  return `# Settings

Written by \`npm run docs\`. Flags go before variables, those before the settings file, that before the defaults.
\`talkleaf settings\` shows each value and where it comes from; \`talkleaf settings path\` where the file is (another one:
\`TALKLEAF_SETTINGS\`).

\`\`\`
talkleaf settings set to ja
talkleaf settings set maxCost 0.5
talkleaf settings set keys.deepseek -     # reads the key from standard input: it stays out of your shell's history
talkleaf settings unset maxCost
talkleaf settings edit                    # opens the file in $VISUAL or $EDITOR, with an example when it is new
\`\`\`

The file is JSON; remarks and commas at the end of a list are allowed. What it says wrong is told with its line and the
nearest right name.

\`\`\`jsonc
{
  "to": "zh",
  "model": "deepseek:deepseek-chat",
  "keys": { "deepseek": "sk-…" }, // only you can read the file
  "maxCost": 0.5,
  "prices": { "relay:gpt-5.4-mini": { "input": 0.75, "output": 4.5 } } // US dollars a million tokens
}
\`\`\`

## A relay, or any OpenAI-compatible server

Many services speak OpenAI's protocol at an address of their own. Give the address, the model as that service calls it, and
your key for it:

\`\`\`
talkleaf settings set baseUrl https://relay.example/v1
talkleaf settings set model gpt-5.4-mini
talkleaf settings set keys.relay -
talkleaf doctor --ask                     # is it there, and does it take the key?
\`\`\`

For one run: \`TALKLEAF_API_KEY=… talkleaf talk.srt --base-url https://relay.example/v1 --model gpt-5.4-mini\`. A server on
your own machine or network is asked in the same way and needs no key. Prices of relays are their own: name them in
\`prices\`, as above, and the estimate and \`maxCost\` go by them.

## Keys

The settings file (\`keys.NAME\`) goes before the variables. Without \`model\`, the first key found chooses it.

| name | service | variables |
| ---- | ------- | --------- |
${keys.join('\n')}

## All settings

| name | variable | what it is for |
| ---- | -------- | -------------- |
${rows.join('\n')}

${VARIABLES}
`;
}

const VARIABLES = `Variables that are no settings: \`TALKLEAF_SETTINGS\` (the settings file), \`TALKLEAF_MODELS\` (folder of the speech models),
\`HF_ENDPOINT\` (a mirror of the model hub), \`TALKLEAF_YTDLP_URL\` (a mirror of yt-dlp's releases), \`TALKLEAF_FFMPEG_URL\` (a
folder on the web that holds the package of ffmpeg by its name), \`PIP_INDEX_URL\` (a mirror of PyPI, from which ffmpeg comes),
\`HTTPS_PROXY\`, \`HTTP_PROXY\`, \`ALL_PROXY\`, \`NO_PROXY\`.`;

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
