import type { Round } from './rules.ts';

/** [RC8] The round that is running and how it is set. It belongs to no page, so that it goes on from one to the next. */
export class Clockwork {
	/** The clock is in front, and not the page. */
	isOpen = $state(false);
	/** For each. */
	minutes = $state(2);
	round = $state.raw<Round>();
	/** Seats by id, when somebody has moved them; otherwise they are in the order of the table. */
	order = $state.raw<readonly string[]>();
}
