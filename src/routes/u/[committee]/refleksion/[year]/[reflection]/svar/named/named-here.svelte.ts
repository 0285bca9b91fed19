import type { OwnAnswers } from '#lib/reflections/answers/own-answers.svelte.ts';
import type { Present } from '#lib/reflections/schema.ts';

/** What one person marks, and under which name. */
export interface Begun {
	person: Present;
	own: OwnAnswers;
	/** Under this name it was handed in here before, and did not count. */
	handedInAs?: Present | undefined;
}

/** Who is marking on this tablet by name just now, and what. It lives in this page only, until it is handed in. */
export class NamedHere {
	now = $state.raw<Begun>();
	/** [OW17] What was marked under a name that another tablet has taken: to be gone on with under another one. */
	left = $state.raw<Begun>();

	forget(): void {
		this.now = undefined;
		this.left = undefined;
	}
}

const held = new Map<string, NamedHere>();

export const namedHereFor = (reflection: string): NamedHere => {
	const there = held.get(reflection) ?? new NamedHere();
	held.set(reflection, there);
	return there;
};
