import { type Bytes, utf8 } from '#lib/sealed-log/bytes.ts';

/**
 * The first bytes of everything that is signed or derived, one for each purpose, so that what was made for one can
 * never serve as another. None begins another, since each ends at its only line break.
 */
const label = (purpose: string): Bytes => utf8(`medspil ${purpose} 1\n`);

export const labels = {
	/** Signed, then the id of an entry. */
	entry: label('entry'),
	/** Signed, by the keys that want to be certified. */
	newcomer: label('newcomer'),
	/** Signed, to open a connection. */
	proof: label('proof'),
	/** Derived from an epoch's key: the key that entries are sealed under. */
	entryKey: label('entry key'),
	/** Derived from an epoch's key: what everybody may know it by. */
	check: label('key check'),
	/** Derived from an epoch's key: the key that the epoch before is sealed under. */
	previous: label('previous key'),
	/** Derived from what two keys agree on: the key that an epoch's key is wrapped under. */
	wrap: label('wrap'),
	/** Derived from the secret of a link or a sheet: the key of its box. */
	box: label('box'),
	/** Derived from the secret of a link or a sheet: the id to ask for its box by. */
	boxId: label('box id'),
	/** Hashed: the six digits that two screens show. */
	digits: label('six digits'),
	/** Hashed: what the server knows a masked sum by. */
	subject: label('subject'),
	/** Derived from what two tablets agree on: what hides their parts of a sum. */
	mask: label('mask'),
};
