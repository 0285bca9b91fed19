/** Time and waiting, so that a simulation can have its own. */
export interface Clock {
	/** Milliseconds since 1970: for what is shown, and for when an invitation ends. It may jump. */
	now(): number;
	/** Milliseconds since anything: never goes back. */
	elapsed(): number;
	/** Runs once after so many milliseconds. What it gives back calls that off. */
	after(ms: number, run: () => void): () => void;
}

export const wallClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
};
