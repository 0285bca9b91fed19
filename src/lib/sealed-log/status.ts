/** What is known of a log when somebody asks whether it is saved. */
export interface Looked {
	/** Changes that are not on this device's disk yet. */
	unstored: boolean;
	/** The disk refuses, is full or was lost. */
	trouble: boolean;
	/** Entries on this device that the server is not known to have. */
	waiting: number;
	/** The server has ever had this log. */
	shared: boolean;
	/** `removed`: the committee has taken this device out. */
	standing: 'in' | 'joining' | 'removed';
	/** This device may write. */
	writes: boolean;
	/** Everything that the server has is read, and what is new comes by itself. */
	live: boolean;
	/** How far this device's own entries go in the server's sequence; 0 when that is not known. */
	own: number;
	/** How far each other tablet that is in has said that it has come, in the same sequence; 0 when that is not known. */
	others: readonly number[];
}

/**
 * What a screen may say, and nothing more. In order: each says less than the next.
 * - `failed`: not on this device's disk, and it is not going there by itself.
 * - `saving`: on its way to the disk.
 * - `here`: on this device's disk, and not (all) at the server; `why` says what it waits for.
 * - `server`: the server has said that it has stored all of it.
 * - `reached`: and so many other tablets have signed that they hold all of it.
 */
export type Status =
	| { state: 'failed' }
	| { state: 'saving' }
	| { state: 'here'; waiting: number; why: 'line' | 'sending' | 'removed' | 'read-only' }
	| { state: 'server' }
	| { state: 'reached'; others: number; of: number };

const reasonToWait = ({ standing, writes, live }: Looked) => {
	if (standing === 'removed') return 'removed';
	if (!writes) return 'read-only';
	return live ? 'sending' : 'line';
};

/** Claims no more than is known: what is not known counts as not so. */
export const statusOf = (looked: Looked): Status => {
	if (looked.trouble) return { state: 'failed' };
	if (looked.unstored) return { state: 'saving' };
	const { waiting, shared, standing, own, others } = looked;
	if (waiting > 0 || !shared || standing !== 'in')
		return { state: 'here', waiting, why: reasonToWait(looked) };
	const reached = own > 0 ? others.filter((seq) => seq >= own).length : 0;
	return reached > 0 ? { state: 'reached', others: reached, of: others.length } : { state: 'server' };
};
