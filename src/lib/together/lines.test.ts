import { expect, test } from 'vitest';
import { LINES, linesOf } from './lines.ts';

test('[TO12] eight lines, the most important first, and a number for the rest', () => {
	const news = Array.from({ length: 13 }, (_, at) => ({ text: `line ${at}`, rank: at % 4 }));
	const { lines, more } = linesOf(news);
	expect(lines).toHaveLength(LINES);
	expect(more).toBe(5);
	expect(lines.map(({ rank }) => rank)).toEqual([0, 0, 0, 0, 1, 1, 1, 2]);
	expect(lines.slice(0, 2).map(({ text }) => text)).toEqual(['line 0', 'line 4']);
	expect(linesOf([])).toEqual({ lines: [], more: 0 });
});
