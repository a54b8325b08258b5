import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import { correctionPrompt, type NoteBrief, outlinePrompt, pointsPrompt } from './prompt.ts';

const brief: NoteBrief = {
  from: 'en',
  to: 'zh',
  timed: true,
  terms: [
    { source: 'PyTorch', heard: ['by torch'], target: '=', by: 'user' },
    { source: 'segment', heard: [], target: '段', by: 'model' },
  ],
};
const sentences = Array.from({ length: 40 }, (_, index): Sentence => ({
  id: index + 1,
  start: index * 8,
  end: index * 8 + 7,
  text: `Line ${index + 1}.`,
  paragraph: false,
}));
const counts = { least: 2, most: 4 };

describe('a prompt', () => {
  it('shows lines with their IDs and a time mark every two minutes', () => {
    const prompt = outlinePrompt(sentences, brief, counts);
    expect(prompt).toContain('[0:00]\n1|Line 1.\n2|Line 2.');
    expect(prompt).toContain('15|Line 15.\n[2:00]\n16|Line 16.');
    expect(prompt.match(/^\[/gm)).toHaveLength(3);
    expect(prompt).toContain('the first starts at 1, the last ends at 40');
    expect(prompt).toContain('into 2 to 4 consecutive sections');
  });

  it('shows no times where they are only estimated', () => {
    expect(outlinePrompt(sentences, { ...brief, timed: false }, counts)).not.toMatch(/\[\d?m?:/);
  });

  it('shows what was said corrected, and how to write the terms', () => {
    const [first, ...rest] = sentences;
    const misheard = {
      ...(first ?? { id: 1, start: 0, end: 1, paragraph: true }),
      text: 'by torch',
      corrected: 'PyTorch',
    };
    const prompt = outlinePrompt([misheard, ...rest], brief, counts);
    expect(prompt).toContain('\n1|PyTorch\n');
    expect(prompt).toContain('PyTorch -> PyTorch\nsegment -> 段\n');
    expect(outlinePrompt(sentences, { ...brief, terms: [] }, counts)).not.toContain('Term list');
  });

  it('shows of a long outline the titles around the section', () => {
    const titles = Array.from({ length: 40 }, (_, at) => `Title ${at + 1}`);
    const prompt = pointsPrompt({ sentences, titles, index: 20, ...counts }, brief);
    expect(prompt).toContain('Outline:\n…\n14. Title 14\n');
    expect(prompt).toContain('28. Title 28\n…\n');
    expect(prompt).not.toContain('Title 29');
    expect(prompt).toContain('Section 21: Title 21 (lines 1 to 40)');
    const few = pointsPrompt({ sentences, titles: titles.slice(0, 5), index: 0, ...counts }, brief);
    expect(few).toContain('Outline:\n1. Title 1\n2. Title 2\n3. Title 3\n4. Title 4\n5. Title 5\n');
  });

  it('shows what is wrong with each point, and the section where one cites nothing', () => {
    const problems = [
      { number: 1, text: 'A.', problem: 'it is wrong', lines: sentences.slice(0, 2) },
      { number: 2, text: 'B.', problem: 'it cites no line', lines: [] },
    ];
    const prompt = correctionPrompt(problems, sentences.slice(0, 3), brief);
    expect(prompt).toContain('Point 1: A.\nProblem: it is wrong\nLines:\n1|Line 1.\n2|Line 2.');
    expect(prompt).toContain('Point 2: B.\nProblem: it cites no line\nLines: none');
    expect(prompt).toContain('All lines of the section:\n1|Line 1.\n2|Line 2.\n3|Line 3.');
    expect(correctionPrompt(problems, [], brief)).not.toContain('All lines');
  });
});
