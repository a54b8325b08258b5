import { describe, expect, it } from 'vitest';

import { namesToHear } from './names-to-hear.ts';

describe('namesToHear', () => {
  it('takes the terms of the glossary first, each name once', () => {
    expect(namesToHear(['Tidemark', 'write-ahead  log'], 'What Tidemark shipped')).toEqual([
      'Tidemark',
      'write-ahead log',
    ]);
  });
  it('finds names by their capitals, whole, and leaves ordinary words of a title alone', () => {
    const about =
      'Building Reliable Systems With Tidemark\nMira Okafor, Lisbon\nAn interview by Jane Doe at QCon.';
    expect(namesToHear([], about)).toEqual([
      'Tidemark',
      'Mira Okafor',
      'Lisbon',
      'Jane Doe',
      'QCon',
    ]);
  });
  it('finds acronyms and mixed letters', () => {
    expect(namesToHear([], "llama.cpp and GPT-4 on an H100: OpenAI's iPhone demo, NATO")).toEqual([
      'GPT-4',
      'H100',
      'OpenAI',
      'iPhone',
      'NATO',
    ]);
  });
  it('does not take numbers, ordinals and amounts for names', () => {
    expect(namesToHear([], 'In 2024 the 20th talk got 90k views in 3x the time')).toEqual([]);
  });
  it('finds none in small letters or in nothing', () => {
    expect(namesToHear([], 'talk 中文标题')).toEqual([]);
    expect(namesToHear([], '')).toEqual([]);
  });
});
