import { plural } from '../plural.ts';

const ways = new Map([
	['round', 'Hver har svaret for sig, uden navn, på den samme tablet.'],
	['paper', 'Hver har svaret for sig, uden navn, på papir.'],
	['common', 'Ét fælles svar på hvert udsagn, fundet ved at tale sammen.'],
	['own', 'Hver har svaret for sig, uden navn, på flere tablets.'],
	['open', 'Hver har svaret med navn, og alle kunne se, hvem der svarede hvad.'],
]);

interface Year {
	year: number;
}

/** Words of the years side by side and of the result that is handed on. */
export const m = {
	years: {
		scaleIn: ({ scale, year }: { scale: string; year: number }) => `${scale} ${year}`,
		common: ({ year }: Year) => `I ${year} gav I ét fælles svar.`,
		tooFew: ({ year }: Year) => `I ${year} svarede færre end fire.`,
		otherWords: ({ year, text }: { year: number; text: string }) =>
			`I ${year} stod der noget andet, så svarene kan ikke sammenlignes: »${text}«`,
		decided: ({ year }: Year) => `Det aftalte I i ${year}`,
		nothing: ({ year }: Year) => `I ${year} skrev I ikke mål eller handlinger om det.`,
		goal: ({ text }: { text: string }) => `Mål: ${text}`,
		noActions: 'Ingen handlinger endnu',
	},
	/** How many cards a pack has that is talked about and not marked. */
	cards: ({ count }: { count: number }) => `${count} kort at tale om`,
	/** What has become of an action, after its words. */
	cameOf: {
		done: ({ day }: { day: string | undefined }) => (day ? `Færdig ${day}` : 'Færdig'),
		dropped: 'Ikke aktuel mere',
		carried: ({ year }: Year) => `Taget med til ${year}`,
		started: 'I gang',
		open: 'Ikke i gang',
	},

	title: 'Resultatet',
	titleOf: ({ year }: Year) => `Resultatet af refleksionen for ${year}`,
	open: 'Se resultatet samlet',
	intro: 'Her er det hele samlet, til at printe, hænge op eller sende videre.',
	print: 'Print eller gem som PDF',
	goBack: 'Tilbage til refleksionen',
	save: 'Gem som fil',
	files: {
		png: { label: 'Billede til et slide', hint: 'Det fælles billede, klar til at sætte ind' },
		svg: {
			label: 'Billede, der kan gøres stort',
			hint: 'Det samme i en fil (SVG), der er skarp i alle størrelser',
		},
		csv: { label: 'Det, I har skrevet, som regneark', hint: 'Åbnes i Excel' },
		json: { label: 'Hele resultatet som data', hint: 'En JSON-fil til andre programmer' },
	},
	saved: ({ name }: { name: string }) => `»${name}« ligger nu, hvor din browser gemmer filer`,
	notSaved: 'Billedet kunne ikke laves på den her tablet. Du kan printe resultatet i stedet.',
	fileTitle: ({ year }: Year) => `Refleksion ${year}`,
	csv: {
		columns: ['Del', 'Udsagn', 'Spørgsmål eller mål', 'Tekst', 'Hvem', 'Hvornår', 'Hvor langt'],
		kinds: {
			goal: 'Mål',
			action: 'Handling',
			takeaway: 'Guldkorn',
			suggestion: 'Forslag',
			checkOut: 'Tjek-ud',
		},
	},

	sheet: {
		heading: ({ year }: Year) => `Refleksion ${year}`,
		held: ({ from, closed }: { from: string; closed: string | undefined }) =>
			closed === undefined || closed === from ? `Holdt ${from}` : `Begyndt ${from}, afsluttet ${closed}`,
		present: ({ count }: { count: number }) => plural(count, { one: '1 var med', other: `${count} var med` }),
		/** How the group answered. A way that this program does not know says nothing. */
		way: (way: string) => ways.get(way) ?? '',
		answers: ({ count }: { count: number }) =>
			plural(count, { one: '1 har svaret', other: `${count} har svaret` }),
		picture: 'Det fælles billede',
		noPicture: 'Der er ikke noget fælles billede endnu.',
		statements: 'Udsagn for udsagn',
		notDrawn: 'Færre end fire har svaret, så svarene er ikke vist.',
		noCommon: 'Der er ikke valgt et fælles svar.',
		focuses: 'Fokus',
		noFocus: 'Der er ikke valgt et fokus endnu.',
		nothingWritten: 'Der er ikke skrevet noget til det her endnu.',
		suggestions: 'Forslag',
		plan: 'Mål og handlinger',
		noPlan: 'Der er ikke skrevet mål eller handlinger endnu.',
		takeaways: 'Guldkorn',
		takeaway: 'Til næste gang',
		what: 'Hvad',
		who: 'Hvem',
		when: 'Hvornår',
	},

	takeaways: {
		title: 'Guldkorn',
		text: 'Hvad virkede? Skriv det i korte sætninger, som I kan læse igen og fortælle jeres kolleger.',
		label: 'Et guldkorn',
		hint: 'For eksempel: Vi begyndte med en runde, så alle var med fra start',
		add: 'Gem guldkornet',
		added: 'Guldkornet er gemt',
		missing: 'Skriv en kort sætning først.',
		remove: 'Fjern',
		removeThis: ({ text }: { text: string }) => `Fjern: ${text}`,
		removed: 'Guldkornet er fjernet',
		tell: 'Fortalt til kollegerne',
		told: ({ day }: { day: string }) => `Fortalt ${day}`,
		tellThis: ({ text, day }: { text: string; day: string | undefined }) =>
			`${day === undefined ? 'Fortalt til kollegerne' : `Fortalt ${day}`}: ${text}`,
		saidTold: 'I har fortalt det til kollegerne',
		saidNotTold: 'Det er ikke fortalt endnu',
		page: 'Det, der virker hos jer. Læs det igen, print det til opslagstavlen, og fortæl det til kollegerne.',
		pageTitle: 'Jeres guldkorn',
		none: 'I har ikke gemt guldkorn endnu',
		noneText:
			'Når I slutter en refleksion eller en udviklingsdag af, kan I gemme korte sætninger om det, der virkede.',
		print: 'Print',
		all: ({ count }: { count: number }) => plural(count, { one: '1 guldkorn', other: `${count} guldkorn` }),
	},

	slide: {
		title: ({ committee, year }: { committee: string; year: number }) =>
			[committee, `Refleksion ${year}`].filter(Boolean).join(' · '),
		more: ({ count }: { count: number }) => `+ ${count} mere`,
	},
} as const;
