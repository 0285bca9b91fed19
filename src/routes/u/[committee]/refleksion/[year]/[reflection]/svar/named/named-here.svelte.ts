import type { OwnAnswers } from '#lib/reflections/answers/own-answers.svelte.ts';
import type { Present } from '#lib/reflections/schema.ts';

/** Who is marking on this tablet by name just now, and what. It lives in this page only, until it is handed in. */
export class NamedHere {
	now = $state.raw<{ person: Present; own: OwnAnswers }>();
}

const held = new Map<string, NamedHere>();

export const namedHereFor = (reflection: string): NamedHere => {
	const there = held.get(reflection) ?? new NamedHere();
	held.set(reflection, there);
	return there;
};
