import { m } from '#lib/messages/da/own-tablets.ts';
import type { Trouble } from './own-sum.svelte.ts';

const sentences: Partial<Record<Trouble, string>> = {
	offline: m.trouble.offline,
	'no-key': m.trouble['no-key'],
	lost: m.trouble.lost,
	unfit: m.trouble.unfit,
	'read-only': m.trouble.readOnly,
	'wrong-set': m.trouble.changed,
	'not-in-set': m.trouble.changed,
	'round-open': m.trouble.changed,
	'no-round': m.trouble.changed,
};

/** What is said when a step did not go. */
export const sentenceFor = (trouble: Trouble): string => sentences[trouble] ?? m.trouble.other;
