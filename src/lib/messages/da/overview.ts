import { plural } from '../plural.ts';

interface Count {
	count: number;
}

interface Year {
	year: number;
}

/** Words of a committee's first page: what is next. */
export const m = {
	title: 'Overblik',

	empty: {
		title: 'Velkommen til jeres udvalg',
		text: 'Begynd med at se på jeres samarbejde sammen. I en refleksion svarer I hver for sig, ser det fælles billede og vælger, hvad I vil gøre det næste år. Det bliver til jeres plan.',
		start: 'Start jeres første refleksion',
		plan: 'Skriv direkte i planen',
	},

	underWay: {
		title: ({ year }: Year) => `Refleksion ${year}`,
		goOn: ({ phase }: { phase: string }) => `Gå videre: ${phase}`,
	},

	plan: {
		title: ({ year }: Year) => `Årsplan ${year}`,
		open: 'Se planen',
		done: ({ done, of }: { done: number; of: number }) => `${done} af ${of} handlinger er færdige`,
		empty: ({ year }: Year) => `Der står ikke noget i planen for ${year} endnu.`,
		allDone: 'Alt i planen er gjort. Godt gået.',
		noActions: 'Der er ingen handlinger under målene endnu.',
		next: 'Det næste',
		look: 'Se på målene igen',
		lookOn: ({ day }: { day: string }) => `I ser på det igen ${day}`,
		more: ({ count }: Count) => plural(count, { one: '1 handling til', other: `${count} handlinger til` }),
	},

	mine: {
		title: 'Dine handlinger',
		none: 'Der er ikke nogen åbne handlinger med dit navn på.',
	},

	nobody: 'Ingen sat på endnu',
	noDay: 'Ingen dag endnu',
	overdue: 'Overskredet',

	me: { later: 'Ikke nu' },

	picture: ({ year }: Year) => `Se det fælles billede fra ${year}`,
	reflect: 'Begynd en refleksion',
} as const;
