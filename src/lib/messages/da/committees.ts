import type { NameProblem } from '#lib/committees/rules.ts';
import type { Role, Side } from '#lib/committees/schema.ts';
import { listed, plural } from '../plural.ts';

const role: Record<Role, string> = {
	chair: 'Formand',
	viceChair: 'Næstformand',
	managementRep: 'Lederrepræsentant',
	supervisor: 'Arbejdsleder',
	employeeRep: 'Medarbejderrepræsentant',
	shopSteward: 'Tillidsrepræsentant',
	workEnvRep: 'Arbejdsmiljørepræsentant',
	secretary: 'Sekretær',
	substitute: 'Suppleant',
};

const problem: Record<NameProblem, string> = {
	'name-empty': 'Skriv et navn.',
	'name-too-long': 'Navnet er for langt. Skriv højst 80 tegn.',
};

/** Words about committees and their members. `I` is the committee, `du` the one who holds the tablet. */
export const m = {
	start: {
		what: 'Medspil er et arbejdsredskab til MED-udvalg: I ser på jeres samarbejde, vælger, hvad der skal blive bedre, og følger jeres plan hele året.',
		how: 'I bruger det sammen om bordet på én eller flere tablets, også uden net og uden konto.',
		create: 'Opret jeres udvalg',
		createAnother: 'Opret et udvalg',
		tryExample: 'Prøv med et eksempel',
		makingExample: 'Laver eksemplet …',
		join: 'Kom med i et udvalg',
		fromFile: 'Hent fra en fil',
		list: 'Udvalg på denne tablet',
		archived: ({ count }: { count: number }) =>
			plural(count, { one: '1 udvalg er lagt væk', other: `${count} udvalg er lagt væk` }),
		settings: 'Indstillinger',
		help: 'Hjælp',
	},

	allCommittees: 'Alle udvalg',
	elsewhere: 'Uden for udvalget',

	example: 'Eksempel',
	exampleIs:
		'Udvalget, menneskerne og planen er fundet på. I kan prøve det hele: I kan altid fjerne eksemplet og hente det igen.',
	removeExample: 'Fjern eksemplet',
	exampleRemoved: 'Eksemplet er fjernet. I kan altid hente det igen.',

	create: {
		title: 'Opret jeres udvalg',
		intro: 'Det tager et minut. Alt kan ændres senere.',
		submit: 'Opret udvalget',
	},

	profile: {
		title: 'Om udvalget',
		name: 'Udvalgets navn',
		nameHint: 'For eksempel LMU og navnet på jeres hus.',
		workplace: 'Arbejdsplads',
		workplaceHint: 'Kan udelades.',
		level: 'Hvilket niveau er udvalget på?',
		levelShort: 'Niveau',
		levelLabel: 'Hvad kalder I niveauet?',
		levelLabelHint: 'Nogle kommuner bruger andre ord. Skriv jeres.',
		changed: 'Ændringen er gemt',
	},

	members: {
		title: 'Medlemmer',
		pageTitle: 'Hvem sidder i udvalget?',
		intro: 'Skriv jer ind én ad gangen. I kan tilføje og rette, når det passer jer.',
		empty: 'I har ikke skrevet nogen medlemmer ind endnu.',
		new: 'Nyt medlem',
		add: 'Tilføj medlemmer',
		addThis: 'Tilføj',
		addNext: 'Tilføj næste',
		done: 'Færdig',
		later: 'Gør det senere',
		name: 'Navn',
		roles: 'Roller',
		rolesHint: 'Tryk på alle, der passer.',
		role,
		rolesOf: ({ roles }: { roles: readonly Role[] }) => {
			const [first = '', ...rest] = roles.map((each) => role[each]);
			return listed([first, ...rest.map((each) => each.toLocaleLowerCase('da'))]);
		},
		sideLabel: 'Side',
		side: { management: 'Ledelsen', employees: 'Medarbejderne' } satisfies Record<Side, string>,
		noSide: 'Ingen af siderne',
		termEnd: 'Valgt til og med',
		termEndHint: 'Kan udelades.',
		electedUntil: ({ day }: { day: string }) => `Valgt til ${day}`,
		termOver: ({ day }: { day: string }) => `Perioden sluttede ${day}`,
		edit: 'Ret',
		editOne: ({ name }: { name: string }) => `Ret ${name}`,
		editTitle: 'Ret medlem',
		save: 'Gem',
		remove: 'Fjern fra udvalget',
		added: ({ name }: { name: string }) => `${name} er tilføjet`,
		changed: ({ name }: { name: string }) => `${name} er rettet`,
		namesake: ({ name }: { name: string }) =>
			`Der er allerede en, der hedder ${name}. Skriv efternavnet med, eller noget andet, så I kan kende forskel.`,
		removedFrom: ({ name, actions }: { name: string; actions: number }) =>
			plural(actions, {
				one: `${name} er ikke længere i udvalget, men står stadig på 1 handling i planen`,
				other: `${name} er ikke længere i udvalget, men står stadig på ${actions} handlinger i planen`,
			}),
		removed: ({ name }: { name: string }) => `${name} er ikke længere i udvalget`,
	},

	me: {
		title: 'Hvem er du?',
		text: 'Så kan Medspil vise, hvad du selv skal gøre, og de andre kan se, at tabletten er din. Det gælder kun denne tablet, og der er ingen adgangskode.',
		noMembers: 'Skriv jeres medlemmer ind først, så kan du vælge dig selv.',
		nobody: 'Tabletten er fælles',
		chosen: ({ name }: { name: string }) => `Denne tablet kender dig nu som ${name}`,
		shared: 'Denne tablet er nu fælles for jer',
	},

	archive: {
		title: 'Læg udvalget væk',
		text: 'Et udvalg, der er lagt væk, fylder ikke på forsiden. Alt er gemt, og I kan tage det frem igen.',
		put: 'Læg væk',
		back: 'Tag frem igen',
		isAway: 'Udvalget er lagt væk.',
		done: ({ name }: { name: string }) => `${name} er lagt væk`,
		undone: ({ name }: { name: string }) => `${name} er taget frem igen`,
	},

	erase: {
		button: 'Slet for altid',
		title: ({ name }: { name: string }) => `Vil I slette ${name} for altid?`,
		text: 'Medlemmer, refleksioner og planer bliver slettet fra denne tablet. Det kan ikke fortrydes.',
		copies:
			'En kopi, I har gemt som fil, bliver ikke slettet. Er der andre tablets med i udvalget, beholder de det hele. Er der hverken kopi eller andre tablets, så gem en kopi først.',
		type: ({ name }: { name: string }) => `Skriv »${name}« for at slette`,
		mismatch: ({ name }: { name: string }) => `Det er ikke udvalgets navn. Skriv »${name}«.`,
		confirm: 'Slet for altid',
		keep: 'Behold udvalget',
		done: ({ name }: { name: string }) => `${name} er slettet`,
	},

	gone: {
		title: 'Udvalget er ikke på tabletten mere',
		text: 'Det er slettet i et andet vindue. Har I gemt en kopi som fil, kan I hente den ind igen.',
	},

	problem,
};
