/** What may go wrong in a run. */
export interface Faults {
	/** The server is wiped, or put back to what it was. */
	losses: boolean;
	/** Tabs and servers are killed. */
	kills: boolean;
	/** People come and go. */
	membership: boolean;
	/** Tablets are set up as copies of others. */
	clones: boolean;
}

export const everything: Faults = { losses: true, kills: true, membership: true, clones: true };
