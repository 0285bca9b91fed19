import { expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { OwnAnswers } from './own-answers.svelte.ts';

const begin = () => new OwnAnswers(lmu.statements.slice(0, 3));

test('[RO10] one goes on when both questions have a mark, and not before', () => {
	const own = begin();
	expect(own.unfinished).toBe('none');
	own.next();
	own.mark('success', 2);
	expect(own.unfinished).toBe('half');
	own.next();
	expect(own.at).toBe(0);
	own.mark('importance', 4);
	own.next();
	expect([own.at, own.unfinished]).toEqual([1, 'none']);
});

test('[RO10] a statement that is skipped has no marks, also when it had one', () => {
	const own = begin();
	own.mark('importance', 4);
	own.skip();
	own.back();
	expect(own.marks).toEqual({});
	expect(own.answers.size).toBe(0);
});

test('[RO10] going back shows what was marked, and it can be changed', () => {
	const own = begin();
	own.mark('importance', 4);
	own.mark('success', 1);
	own.next();
	own.back();
	expect(own.marks).toEqual({ importance: 4, success: 1 });
	own.mark('success', 3);
	expect(own.answers.get('lmu-t1')).toEqual({ importance: 4, success: 3 });
});

test('[RO10] only statements with both marks are handed in', () => {
	const own = begin();
	own.mark('importance', 1);
	own.mark('success', 2);
	own.next();
	own.skip();
	own.mark('importance', 3);
	own.at++;
	expect(own.statement).toBeUndefined();
	expect([...own.answers]).toEqual([['lmu-t1', { importance: 1, success: 2 }]]);
});

test('before the first statement there is nothing, and past the last nothing to mark', () => {
	const own = begin();
	own.back();
	expect(own.at).toBe(0);
	own.at = 3;
	own.mark('importance', 4);
	expect(own.answers.size).toBe(0);
});
