import { type Bytes, idBytes, inBytesOrder } from '#lib/sealed-log/bytes.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';

/** What a step of a masked sum says in clear, so that the server can judge it. */
export type Step = {
	/** What is added up, 16 bytes; the server cannot tell what it is. */
	subject: string;
	/** One attempt at it, 16 random bytes. */
	round: string;
} & (
	| {
			/** This tablet takes part, for so many people. */
			what: 'ready';
			people: number;
	  }
	/** These `ready` entries are the set. */
	| { what: 'set'; readies: readonly string[] }
	/** This tablet's part, masked for the set that this `set` entry fixed. */
	| { what: 'part'; set: string }
	| { what: 'abandon' }
	/** Of a newer program. */
	| { what: 'newer' }
);

const numbers = { ready: 1, set: 2, part: 3, abandon: 4 } as const;
/** More do not fit round a committee's table. */
const MOST_TABLETS = 200;

export const encodeStep = (step: Exclude<Step, { what: 'newer' }>): Bytes => {
	const writer = new Writer().bytes(idBytes(step.subject)).bytes(idBytes(step.round)).u8(numbers[step.what]);
	switch (step.what) {
		case 'ready':
			return writer.u8(step.people).done();
		case 'set':
			return writer.list(step.readies.toSorted(inBytesOrder), (id) => writer.bytes(idBytes(id))).done();
		case 'part':
			return writer.bytes(idBytes(step.set)).done();
		case 'abandon':
			return writer.done();
	}
};

/** `undefined` for what `encodeStep` would not have written. */
export const decodeStep = (extra: Bytes): Step | undefined => {
	const reader = new Reader(extra);
	const [subject, round, number] = [reader.id(16), reader.id(16), reader.u8()];
	const step = { subject, round };
	switch (number) {
		case 0:
			return undefined;
		case numbers.ready: {
			const people = reader.u8();
			return reader.isDone && people > 0 ? { ...step, what: 'ready', people } : undefined;
		}
		case numbers.set: {
			if (extra.length > 37 + 32 * MOST_TABLETS) return undefined;
			const readies = reader.list(() => reader.id(32));
			const isSorted = readies.every((id, at) => at === 0 || inBytesOrder(readies[at - 1] ?? '', id) < 0);
			return reader.isDone && isSorted ? { ...step, what: 'set', readies } : undefined;
		}
		case numbers.part: {
			const set = reader.id(32);
			return reader.isDone ? { ...step, what: 'part', set } : undefined;
		}
		case numbers.abandon:
			return reader.isDone ? { ...step, what: 'abandon' } : undefined;
		default:
			return { ...step, what: 'newer' };
	}
};
