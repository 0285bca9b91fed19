import type { Asked } from './own-sum.svelte.ts';
import { OwnTablet } from './own-tablet.svelte.ts';

const held = new Map<string, OwnTablet>();

/**
 * What this page has in hand of what is asked, for as long as the page is open.
 * @param answered how many have handed in on a tablet that several share
 */
export const ownTabletFor = (asked: Asked, answered: number): OwnTablet => {
	const here = inHandOf(asked);
	void here.resume(answered);
	return here;
};

const inHandOf = (asked: Asked): OwnTablet => {
	const { id } = asked.reflection.current;
	const there = held.get(id);
	// The committee was closed and opened meanwhile: what was marked belongs to documents that are gone.
	if (there && there.sittings.shared === asked.reflections.shared) return there;
	const made = new OwnTablet(asked);
	held.set(id, made);
	return made;
};

/** [OW3] The picture is shown, or another way was chosen: what was marked is good for nothing now. */
export const dropOwn = (id: string): void => {
	held.get(id)?.forget();
	held.delete(id);
};
