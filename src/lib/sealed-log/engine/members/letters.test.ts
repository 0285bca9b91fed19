import { describe, expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { LETTERS, readLetters, writeLetters } from './letters.ts';
import { readTicket, type Ticket, writeTicket } from './links.ts';

/** Bytes in which every letter of either alphabet occurs. */
const some = (seed: number) => new Uint8Array(16).map((_, at) => (at * 73 + seed * 151) & 0xff);
const ticket = (seed: number): Ticket => ({ kind: 'sheet', log: toText(some(seed)), secret: some(seed + 7) });

const counted = new Uint8Array(16).map((_, at) => at);
const known: Ticket = { kind: 'sheet', log: toText(counted), secret: counted.map((each) => 255 - each) };

describe('the letters of a recovery sheet', () => {
	test('what is printed is read, with figures and big letters only, and none that look alike', () => {
		for (let seed = 0; seed < 64; seed++) {
			const letters = writeLetters(ticket(seed));
			expect(letters).toMatch(new RegExp(`^[0-9A-HJKMNP-TV-Z]{${LETTERS}}$`));
			expect(readLetters(letters)).toEqual(ticket(seed));
		}
	});

	test('a vector, made by another program: base32 with Crockford’s letters', () => {
		const letters = writeLetters(known);
		expect(letters).toBe('080020G30G2GC1R81450P30D1R7ZZZQXZKXZNYFRYZVFBX7KYBRZ0XG');
	});

	test('small letters, blanks, dashes of any kind, and letters that look like figures are no harm', () => {
		const letters = writeLetters(known);
		const groups = letters.match(/.{1,4}/g) ?? [];
		for (const typed of [
			letters.toLowerCase(),
			groups.join(' '),
			groups.join('-'),
			groups.join(' – '),
			groups.join('—'),
			`${groups.join('\n')}.`,
			letters.replaceAll('0', 'O').replaceAll('1', 'l'),
			letters.replaceAll('0', 'o').replaceAll('1', 'I'),
		])
			expect(readLetters(typed)).toEqual(known);
		expect(letters).toMatch(/0.*1|1.*0/);
	});

	test('a letter that is missing, too many, or none of them is noticed', () => {
		const letters = writeLetters(ticket(5));
		for (const wrong of [
			letters.slice(1),
			`${letters}0`,
			letters.replace(/^./, 'U'),
			letters.replace(/^./, 'Å'),
			'',
		])
			expect(readLetters(wrong)).toBeUndefined();
	});

	test('two letters that changed places, or one that is another, are noticed nearly always', () => {
		const letters = [...writeLetters(ticket(5))];
		let [tried, passed] = [0, 0];
		const tryOne = (changed: string[]) => {
			tried++;
			if (readLetters(changed.join(''))) passed++;
		};
		for (const [at, letter] of letters.entries()) {
			for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
				if (other !== letter) tryOne(letters.with(at, other));
			const next = letters[at + 1];
			if (next !== undefined && next !== letter) tryOne(letters.with(at, next).with(at + 1, letter));
		}
		expect(tried).toBeGreaterThan(1700);
		expect(passed / tried).toBeLessThan(1 / 100);
	});

	test('a link and the letters say the same', () => {
		expect(readTicket(writeTicket(ticket(9)))).toEqual(readLetters(writeLetters(ticket(9))));
	});
});
