import { type Bytes, fromText, toText } from '#lib/sealed-log/bytes.ts';
import { SECRET_SIZE } from '#lib/sealed-log/crypto/box.ts';

/** What a link or a sheet of paper says. Whoever has it can come in. */
export interface Ticket {
	/** A link is used once, within its time; a sheet is for when everything else is lost. */
	kind: 'link' | 'sheet';
	log: string;
	secret: Bytes;
}

const LOG_SIZE = 16;
const kinds = { link: 1, sheet: 2 } as const;

/** So that a letter that was typed wrong is noticed before anybody is asked. */
const checkOf = (bytes: Bytes): number => {
	let [low, high] = [1, 0];
	for (const byte of bytes) {
		low = (low + byte) % 251;
		high = (high + low) % 251;
	}
	return low ^ high;
};

/** In bytes: what it is, the log, the secret, and the check. */
export const TICKET_SIZE = 1 + LOG_SIZE + SECRET_SIZE + 1;

export const bytesOf = ({ kind, log, secret }: Ticket): Bytes => {
	const bytes = new Uint8Array([kinds[kind], ...(fromText(log) ?? []), ...secret]);
	return new Uint8Array([...bytes, checkOf(bytes)]);
};

/** `undefined` for what was changed on the way. */
export const ticketOf = (bytes: Bytes): Ticket | undefined => {
	if (bytes.length !== TICKET_SIZE) return undefined;
	const body = bytes.slice(0, -1);
	if (checkOf(body) !== bytes.at(-1)) return undefined;
	const kind = body[0] === kinds.link ? 'link' : body[0] === kinds.sheet ? 'sheet' : undefined;
	const log = toText(body.slice(1, 1 + LOG_SIZE));
	return kind && { kind, log, secret: body.slice(1 + LOG_SIZE) };
};

/** As it stands after the `#` of a link, and in a code: 46 signs. What is typed stands in letters.ts. */
export const writeTicket = (ticket: Ticket): string => toText(bytesOf(ticket));

/** `undefined` for what was cut off or changed on the way. Blanks and line breaks are no harm. */
export const readTicket = (text: string): Ticket | undefined => {
	const bytes = fromText(text.replace(/[\s.]/g, ''));
	return bytes && ticketOf(bytes);
};
