import type { Status } from '#lib/sealed-log/status.ts';

/** What the screen says. `alone`: the committee is on this tablet and has no server to go to. */
export type Saved = Status | { state: 'here'; waiting: 0; why: 'alone' };

/** What is wrong beyond this tablet, as the log names it. */
export type Worry = 'founding-closed' | 'server-refuses' | 'torn' | 'split' | 'forgot' | 'snapshot' | 'newer';

/**
 * [TO5] Claims no more than the tablet and the log both do. A committee without a log is on this tablet only, and a tablet
 * that has no network sends nothing, also before the line to the server has noticed.
 */
export const savedAs = (
	tablet: 'saved' | 'saving' | 'failed',
	log: Status | undefined,
	isOnline: boolean,
): Saved => {
	if (tablet !== 'saved') return { state: tablet };
	if (log?.state === 'here' && log.why === 'sending' && !isOnline) return { ...log, why: 'line' };
	return log ?? { state: 'here', waiting: 0, why: 'alone' };
};

const order: readonly Saved['state'][] = ['failed', 'saving', 'here', 'server', 'reached'];

/** [TO6] Whether one claims more than the other: a rise is shown when it has lasted, a fall at once. */
export const claimsMore = (one: Saved, other: Saved): boolean => {
	if (one.state === 'reached' && other.state === 'reached') return one.others > other.others;
	return order.indexOf(one.state) > order.indexOf(other.state);
};

/** [TO6] The lesser of what was shown and what is so now. */
export const atMost = (shown: Saved, now: Saved): Saved => (claimsMore(now, shown) ? shown : now);

/** [TO7] Which worries are said, the gravest first. Nobody has to do anything about a snapshot that was not used. */
export const worries = (concerns: readonly Worry[]): Worry[] =>
	(['split', 'torn', 'newer', 'founding-closed', 'server-refuses', 'forgot', 'snapshot'] as const).filter(
		(each) => concerns.includes(each),
	);

/** [TO7] Those that people have to talk about or tell somebody: they are said on every page. */
export const grave = (concerns: readonly Worry[]): Worry[] =>
	worries(concerns).filter((each) => each === 'split' || each === 'torn' || each === 'forgot');

/** Whether the server has all of it, also what it had forgotten. */
export const isBack = ({ state }: Saved): boolean => state === 'server' || state === 'reached';

/** Somebody else's tablet. */
export interface OtherTablet {
	key: string;
	name: string;
	/** Milliseconds; undefined when it was never heard of. */
	heardAt: number | undefined;
}

/** How far it has come, as far as this tablet knows. */
export interface HowFar {
	saved: Saved;
	/** When something was last stored on this tablet, in this tab. */
	storedAt: Date | undefined;
	/** Milliseconds: when the server last acknowledged something, and was last in touch. */
	progress:
		{ ackedAt: number | undefined; seenAt: number | undefined; isLive: boolean; isCut: boolean } | undefined;
	concerns: readonly Worry[];
	/** Absent for a committee that is on this tablet only. */
	others: readonly OtherTablet[] | undefined;
}

type OnServer =
	| { is: 'all' | 'unsaved' | 'alone' | 'removed' | 'readOnly' | 'onlyHere' }
	| { is: 'line' | 'sending'; waiting: number };

/** What is said of the server. What is not on this tablet's disk is not on its way anywhere. */
export const onServer = (saved: Saved): OnServer => {
	if (saved.state === 'failed' || saved.state === 'saving') return { is: 'unsaved' };
	if (saved.state !== 'here') return { is: 'all' };
	const { why, waiting } = saved;
	// What was written while it might, and came too late, does not go on by itself.
	if (why === 'read-only') return { is: waiting > 0 ? 'onlyHere' : 'readOnly' };
	return why === 'line' || why === 'sending' ? { is: why, waiting } : { is: why };
};
