import * as v from 'valibot';

/** Where one can be. A closed list: what somebody does there is nobody's business. */
export const places = [
	'overview',
	'reflections',
	'since-last',
	'answers',
	'picture',
	'focus',
	'up-and-down',
	'across',
	'making-plan',
	'check-out',
	'plan',
	'committee',
	'statements',
	'elsewhere',
] as const;

export type Place = (typeof places)[number];

/** [TO2] Where somebody marks or taps something that must not be told, it is told that they are there, and no more. */
const unspoken: readonly Place[] = ['answers', 'check-out'];

export const isPrivate = (place: Place): boolean => unspoken.includes(place);

/** What a tab tells the others of itself. */
export interface Whereabouts {
	place: Place;
	/** Id of the member who uses the tablet, where somebody has said so. */
	who?: string | undefined;
	/** The plan year that the place belongs to. */
	year?: number | undefined;
	/** Id of the reflection. */
	reflection?: string | undefined;
	/** The shared text that is being written in, as `nameOfText` in documents/text.ts names it. */
	text?: string | undefined;
	/** Where in it their caret stands, as documents/writing/caret.ts tells it. */
	caret?: string | undefined;
}

/** [TO1] In bytes. Whatever is longer was not made here. */
export const LONGEST = 400;

const idSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));

const textName = /^[\w/:.-]{1,200}$/;

/** The id of a letter, or none. */
const caretPlace = /^(?:-|[0-9a-z]{1,11}\.[0-9a-z]{1,11})$/;

const saidSchema = v.object({
	p: v.picklist(places),
	w: v.optional(idSchema),
	y: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2999))),
	r: v.optional(idSchema),
	t: v.optional(v.pipe(v.string(), v.regex(textName))),
	c: v.fallback(v.optional(v.pipe(v.string(), v.regex(caretPlace))), undefined),
});

/** [TO1] [TO2] What this tab says; the same place always gives the same bytes. */
export const encode = ({ place, who, year, reflection, text, caret }: Whereabouts): Uint8Array<ArrayBuffer> =>
	new TextEncoder().encode(
		JSON.stringify({
			p: place,
			w: who,
			y: year,
			r: reflection,
			...(text &&
				textName.test(text) &&
				!isPrivate(place) && {
					t: text,
					...(caret && caretPlace.test(caret) && { c: caret }),
				}),
		}),
	);

/** [TO1] What another tab says; `undefined` when it makes no sense, whoever said it. */
export const decode = (bytes: Uint8Array): Whereabouts | undefined => {
	if (bytes.length > LONGEST) return undefined;
	try {
		const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		const parsed = v.safeParse(saidSchema, said);
		if (!parsed.success) return undefined;
		const { p: place, w: who, y: year, r: reflection, t, c } = parsed.output;
		const text = isPrivate(place) ? undefined : t;
		return { place, who, year, reflection, text, caret: text && c };
	} catch {
		// Bytes that are no text, or text that is no JSON: an older or newer program, or somebody who plays.
		return undefined;
	}
};
