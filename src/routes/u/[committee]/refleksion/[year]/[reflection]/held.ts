import { Clockwork } from '#lib/reflections/meeting/clock/clockwork.svelte.ts';
import { Looking } from '#lib/reflections/meeting/leading/looking.svelte.ts';
import { Taps } from '#lib/reflections/steps/check-out/taps.svelte.ts';
import type { Phase } from '#lib/reflections/schema.ts';

/** What a group has in its hands while it talks: no page may drop it. */
export interface Held {
	clockwork: Clockwork;
	taps: Taps;
	/** Which statement of the picture is looked at here. */
	looking: Looking;
	/** Where the page is being sent because the group was there: it may have gone on before the page has come. */
	sentTo?: Phase | undefined;
	/** Where the group was when the page was loaded, until the page is shown: it may have gone on meanwhile. */
	loadedAt?: Phase | undefined;
}

const held = new Map<string, Held>();

/** What this tab holds for a reflection, for as long as it is open. */
export const heldFor = (reflection: string): Held => {
	const there: Held = held.get(reflection) ?? {
		clockwork: new Clockwork(),
		taps: new Taps(),
		looking: new Looking(),
	};
	held.set(reflection, there);
	return there;
};
