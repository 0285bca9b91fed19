import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { bytesOf, type Ticket, TICKET_SIZE, ticketOf } from './links.ts';

// A ticket as it is printed, read and typed by people: Crockford's base32, in which no two letters look alike.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;

/** Of a ticket that is typed: 55. */
export const LETTERS = Math.ceil((TICKET_SIZE * 8) / BITS);

export const writeLetters = (ticket: Ticket): string => {
	let [letters, held, bits] = ['', 0, 0];
	for (const byte of bytesOf(ticket)) {
		held = ((held << 8) | byte) & 0xffff;
		for (bits += 8; bits >= BITS; bits -= BITS) letters += ALPHABET[(held >> (bits - BITS)) & 31];
	}
	return letters + ALPHABET[(held << (BITS - bits)) & 31];
};

/**
 * Small letters, blanks, dots and dashes of any kind are no harm, and O is 0, I and L are 1.
 * @returns `undefined` when a letter is missing or is another one
 */
export const readLetters = (text: string): Ticket | undefined => {
	const letters = text
		.replace(/[\s.\p{Pd}_−]/gu, '')
		.toUpperCase()
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
	if (letters.length !== LETTERS) return undefined;
	const bytes: Bytes = new Uint8Array(TICKET_SIZE);
	let [held, bits, at] = [0, 0, 0];
	for (const letter of letters) {
		const value = ALPHABET.indexOf(letter);
		if (value < 0) return undefined;
		held = ((held << BITS) | value) & 0xffff;
		bits += BITS;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = held >> bits;
	}
	// What is left over is nothing, as it was written.
	return (held & ((1 << bits) - 1)) === 0 ? ticketOf(bytes) : undefined;
};
