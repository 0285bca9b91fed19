import { listed, plural } from '../plural.ts';

interface Count {
	count: number;
}

interface Year {
	year: number;
}

const directions = { own: 'Hos os', upAndDown: 'Op og ned', across: 'På tværs' };

const goals = ({ count }: Count) => `${count} mål`;

const actions = ({ count }: Count) => plural(count, { one: '1 handling', other: `${count} handlinger` });

/** Every word of the plan. `I` is the group, `du` the one who holds the tablet. */
export const m = {
	titleOf: ({ year }: Year) => `Årsplan ${year}`,
	otherYear: ({ year }: Year) => `Planen for ${year}. Vælg et andet år.`,
	print: 'Print',
	mine: 'Mine',
	all: 'Alle',
	show: 'Vis',
	directions,
	/** `Hos os 5` on a button that shows only these. */
	/** How many actions: a goal that has none yet is no nothing. */
	counted: ({ label, count }: { label: string; count: number }) => (count > 0 ? `${label} ${count}` : label),
	goals,
	actions,
	done: ({ count }: Count) => plural(count, { one: '1 færdig', other: `${count} færdige` }),
	overdueCount: ({ count }: Count) => `${count} overskredet`,
	doneOf: ({ done, of }: { done: number; of: number }) => `${done} af ${of} færdige`,

	empty: {
		title: ({ year }: Year) => `Hvad vil I nå i ${year}?`,
		text: 'I planen står jeres mål, og under hvert mål det, I gør ved det: hvad, hvem og hvornår. I en refleksion kan I gøre det, I skriver, til mål med et tryk. I kan også skrive målene her.',
		reflect: 'Begynd med en refleksion',
		write: 'Skriv det første mål',
		example: 'Eksempel',
		exampleGoal: 'Alle kolleger ved inden for en uge, hvad vi har drøftet',
		exampleActions: [
			{ what: 'Kort nyt fra udvalget', who: 'KH', when: 'efter hvert møde' },
			{ what: 'Fast punkt på personalemødet', who: 'MB', when: '14. jan.' },
		],
		direction: ({ direction }: { direction: string }) => `Der står ikke noget under »${direction}« endnu.`,
		mine: 'Der er ingen handlinger med dit navn på her.',
	},

	goal: 'Mål',
	action: 'Handling',
	newGoal: 'Nyt mål',
	newAction: 'Ny handling',
	newIn: ({ what, where }: { what: string; where: string }) => `${what}: ${where}`,
	whatKind: 'Hvad vil I tilføje?',
	write: 'Skriv i planen',
	goalWords: 'Hvad vil I have nået?',
	actionWords: 'Hvad vil I gøre?',
	add: 'Tilføj',
	close: 'Luk',
	nothing: 'Skriv noget først.',
	notYet: 'Det bliver gemt, når I trykker »Tilføj«.',
	goalAdded: ({ direction }: { direction: string }) => `Målet står under »${direction}«`,
	actionAdded: 'Handlingen står i planen',
	noWords: 'Skriv her',
	wordsBack: ({ remove }: { remove: string }) =>
		`Der skal stå noget, så ordene er her igen. »${remove}« findes under pilen.`,

	loose: 'Uden mål',
	looseIn: ({ direction }: { direction: string }) => `${direction}, uden mål`,
	carriedFrom: ({ year }: Year) => `Taget med fra ${year}`,
	carriedTo: ({ year }: Year) => `Taget med til ${year}`,

	tick: ({ what }: { what: string }) => `Færdig: ${what}`,
	details: ({ what }: { what: string }) => `Ret hvem og hvornår: ${what}`,
	goalDetails: ({ goal }: { goal: string }) => `Ret målet: ${goal}`,
	more: 'Mere',
	who: 'Hvem?',
	hasLeft: ({ name }: { name: string }) => `${name} (ikke i udvalget mere)`,
	when: 'Hvornår?',
	whoAndWhen: 'Hvem og hvornår?',
	overdue: 'Overskredet',
	progress: { planned: 'Ikke i gang', started: 'I gang', done: 'Færdig', dropped: 'Ikke aktuel mere' },

	noMembers: 'Skriv jeres medlemmer ind under Udvalget, så kan I vælge dem her.',
	day: 'Dag',
	noDay: 'Ingen dag',
	quick: { month: 'Om en måned', summer: 'Inden sommer', year: 'Inden nytår' },
	words: 'Eller med ord',
	wordsExample: 'For eksempel: efter hvert møde',
	partners: 'Sammen med',
	partnersExample: 'For eksempel: arbejdsmiljøgruppen',
	together: ({ partners }: { partners: string }) => `sammen med ${partners}`,
	how: 'Hvor langt er I?',
	belongsTo: 'Hører til',
	pointsTo: 'Hvor hører det til?',
	untitledGoal: 'Mål uden ord',
	origin: 'Kommer fra',
	/** Where a goal or an action was written. */
	originText: ({
		year,
		direction,
		label,
	}: {
		year: number | undefined;
		direction: string | undefined;
		label: string | undefined;
	}) =>
		[
			year === undefined ? 'En refleksion' : `Refleksionen for ${year}`,
			direction && `»${direction}«`,
			label && `udsagnet »${label}«`,
		]
			.filter((part) => part !== undefined)
			.join(', '),
	removeAction: 'Fjern handlingen',
	removeGoal: 'Fjern målet',

	said: {
		progress: {
			planned: 'Handlingen er ikke i gang',
			started: 'Handlingen er i gang',
			done: 'Handlingen er færdig',
			dropped: 'Handlingen er ikke aktuel mere',
		},
		owns: ({ name }: { name: string }) => `${name} er sat på`,
		ownsNot: ({ name }: { name: string }) => `${name} er taget af`,
		due: ({ day }: { day: string }) => `Det skal være gjort ${day}`,
		noDue: 'Handlingen har ingen dag mere',
		rhythm: 'Tidspunktet er rettet',
		partners: 'I har rettet, hvem I gør det sammen med',
		moved: ({ where }: { where: string }) => `Flyttet til »${where}«`,
		placed: 'Handlingen hører til et andet mål nu',
		actionRemoved: 'Handlingen er fjernet',
		goalRemoved: ({ count }: Count) =>
			count === 0 ? 'Målet er fjernet' : `Målet er fjernet. Det, I ville gøre, står under »Uden mål«.`,
		carried: ({ year, count }: { year: number; count: number }) =>
			plural(count, {
				one: `Handlingen er taget med til ${year}`,
				other: `${count} handlinger er taget med til ${year}`,
			}),
	},

	before: {
		title: ({ year, count }: { year: number; count: number }) => `Åbne fra ${year}: ${actions({ count })}`,
		text: 'De blev ikke færdige. Tag dem med, hvis de stadig betyder noget.',
		take: 'Tag med',
		takeThis: ({ what }: { what: string }) => `Tag med: ${what}`,
		takeAll: 'Tag alle med',
		see: ({ year }: Year) => `Se planen for ${year}`,
	},

	gone: 'Det, du leder efter, står ikke i planen mere. Måske er det fjernet.',

	sheet: {
		printed: ({ day }: { day: string }) => `Printet den ${day}`,
		names: ({ names }: { names: readonly string[] }) => listed(names),
		empty: 'Der står ikke noget i planen endnu.',
		isDone: 'Færdig',
		isOpen: 'Ikke færdig',
		noActions: 'Ingen handlinger endnu',
		who: 'Hvem',
		when: 'Hvornår',
	},

	reflection: { onlyMissing: 'Vis kun dem, der mangler' },
} as const;
