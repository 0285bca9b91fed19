import { expect, test } from 'vitest';
import { m } from '#lib/messages/da/tablets.ts';
import { heardWords, leftWords } from './times.ts';

const now = new Date(2027, 0, 14, 10, 30);
const minutes = (count: number) => count * 60_000;
const ago = (ms: number) => heardWords(now.getTime() - ms, now);

test('when a tablet was last heard of is said as people say it', () => {
	expect(heardWords(undefined, now)).toBe(m.list.neverHeard);
	expect(ago(3000)).toBe('Set for et øjeblik siden');
	expect(ago(minutes(1))).toBe('Sidst set for 1 minut siden');
	expect(ago(minutes(59))).toBe('Sidst set for 59 minutter siden');
	expect(ago(minutes(61))).toBe('Sidst set i dag kl. 09.29');
	expect(ago(minutes(11 * 60))).toBe('Sidst set i går kl. 23.30');
	expect(ago(minutes(40 * 60))).toBe('Sidst set 12. januar 2027');
});

test('a clock that was put back makes nothing of the future', () => {
	expect(heardWords(now.getTime() + minutes(90), now)).toBe('Set for et øjeblik siden');
});

test('how long a link is good is said in whole hours, then in minutes', () => {
	const left = (ms: number) => leftWords(now.getTime() + ms, now);
	expect(left(minutes(48 * 60) - 1)).toBe('Virker i 47 timer endnu');
	expect(left(minutes(60))).toBe('Virker i 1 time endnu');
	expect(left(minutes(59))).toBe('Virker i 59 minutter endnu');
	expect(left(1)).toBe('Virker i 1 minut endnu');
	expect(left(0)).toBe(m.links.over);
});
