import { type Bytes, idBytes, inBytesOrder, toText } from '#lib/sealed-log/bytes.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';

/** How far a session has come, as far as somebody knows. */
export interface SessionMark {
	device: string;
	session: string;
	/** The last entry's counter and id. */
	counter: number;
	id: string;
}

const inOrder = (one: SessionMark, other: SessionMark): number =>
	inBytesOrder(one.device, other.device) || inBytesOrder(one.session, other.session);

export const writeMarks = (writer: Writer, marks: readonly SessionMark[]): Writer =>
	writer.list(marks.toSorted(inOrder), (mark) =>
		writer.bytes(idBytes(mark.device)).bytes(idBytes(mark.session)).u32(mark.counter).bytes(idBytes(mark.id)),
	);

export const readMarks = (reader: Reader): SessionMark[] =>
	reader.list(() => ({
		device: reader.id(16),
		session: reader.id(8),
		counter: reader.u32(),
		id: reader.id(32),
	}));

/** What a snapshot stands for: the sessions of its document, and how far in each. Nothing: it stands beside them all. */
export const encodeCoverage = (marks: readonly SessionMark[]): Bytes =>
	writeMarks(new Writer(), marks).done();

/** `undefined` for what `encodeCoverage` would not have written: another order, a session twice, a counter of zero. */
export const decodeCoverage = (extra: Bytes): SessionMark[] | undefined => {
	const reader = new Reader(extra);
	const marks = readMarks(reader);
	const isSorted = marks.every((mark, at) => {
		const before = marks[at - 1];
		return mark.counter > 0 && (!before || inOrder(before, mark) < 0);
	});
	return reader.isDone && isSorted ? marks : undefined;
};

/** Whether one coverage stands for everything that another one does. */
export const standsForAll = (whole: readonly SessionMark[], part: readonly SessionMark[]): boolean => {
	const counters = new Map(whole.map(({ device, session, counter }) => [`${device}/${session}`, counter]));
	return part.every(({ device, session, counter }) => (counters.get(`${device}/${session}`) ?? 0) >= counter);
};

/** A place in the sequence of one incarnation of a log, with the running hash there. */
export interface Place {
	incarnation: string;
	seq: number;
	head: string;
}

export const writePlace = (writer: Writer, place: Place): Writer =>
	writer.bytes(idBytes(place.incarnation)).u53(place.seq).bytes(idBytes(place.head));

export const readPlace = (reader: Reader): Place => ({
	incarnation: reader.id(16),
	seq: reader.u53(),
	head: reader.id(32),
});

/** «I hold everything up to here.» */
export const encodePlace = (place: Place): Bytes => writePlace(new Writer(), place).done();

export const decodePlace = (extra: Bytes): Place | undefined => {
	const reader = new Reader(extra);
	const place = readPlace(reader);
	return reader.isDone ? place : undefined;
};

/** The snapshot that a countersignature is for. */
export const encodeCountersigned = (snapshot: string): Bytes => idBytes(snapshot);
export const decodeCountersigned = (extra: Bytes): string => toText(extra);
