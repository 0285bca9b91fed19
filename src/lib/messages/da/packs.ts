import { plural } from '../plural.ts';

/** Words around the packs: choosing one, and a committee's own version of it. The statements themselves are data. */
export const m = {
	title: 'Udsagn',
	intro:
		'Udsagnene beskriver, hvad et udvalg som jeres skal lykkes med. I kan bruge dem, som de er, eller lave jeres egen udgave.',
	shipped: 'Medspils udsagn',
	own: 'Jeres egne udgaver',
	statements: ({ count }: { count: number }) => plural(count, { one: '1 udsagn', other: `${count} udsagn` }),
	/** `title` is that of the pack that was copied. */
	madeFrom: ({ title }: { title: string }) => `Lavet ud fra ${title}`,
	nothingToAsk: 'Her er ingen udsagn at svare på. Vis et af de skjulte, eller tilføj et nyt.',

	copy: 'Lav jeres egen udgave',
	copyWhy:
		'I en egen udgave kan I skrive jeres kommunes præcise ord, ændre rækkefølgen, skjule udsagn og tilføje nye. Medspils udsagn bliver, som de er.',
	copied: 'I har fået jeres egen udgave',
	/** What a copy is called until somebody gives it another name. */
	copyTitle: ({ title }: { title: string }) => `${title} – vores udgave`,
	name: 'Udgavens navn',
	renamed: 'Udgaven har fået et andet navn',
	remove: 'Slet udgaven',
	removeTitle: ({ title }: { title: string }) => `Vil I slette »${title}«?`,
	removeText: 'Refleksioner, der allerede er lavet med den, beholder deres udsagn.',
	removed: 'Udgaven er slettet',
	keep: 'Behold den',

	edit: 'Ret',
	done: 'Færdig',
	back: 'Gå til udvalget',
	noWords: 'Her står ikke noget endnu.',
	topicChanged: 'Udsagnet har fået et andet emne',

	text: 'Udsagn',
	textHint: 'Skriv det, som I selv ville sige det: »Vi …«. Hold det på én sætning.',
	label: 'Kort navn',
	labelHint: 'Navnet står på det fælles billede. Højst 24 tegn.',
	topic: 'Emne',
	topicUnconfirmed: 'Emnet er ikke sikkert',
	topicUnconfirmedWhy:
		'Kilden viser ikke tydeligt, hvilket emne udsagnet hører til. Flyt det i jeres egen udgave, hvis I ved det.',
	moveUp: 'Flyt op',
	moveDown: 'Flyt ned',
	moved: ({ place, of }: { place: number; of: number }) => `Flyttet til plads ${place} af ${of}`,
	hide: 'Skjul',
	show: 'Vis igen',
	hidden: 'Skjult',
	hiddenNow: 'Udsagnet er skjult',
	shownNow: 'Udsagnet vises igen',
	add: 'Tilføj et udsagn',
	removeStatement: 'Slet udsagnet',
	removedStatement: 'Udsagnet er slettet',

	file: {
		save: 'Gem som fil',
		saveWhy: 'Filen kan hentes ind i et andet udvalg. Der står kun udsagn i den, ingen svar og ingen navne.',
		take: 'Hent udsagn fra en fil',
		found: ({ title }: { title: string }) => `Vil I bruge »${title}«?`,
		see: 'Se udsagnene',
		add: 'Læg dem til jeres',
		leave: 'Lad være',
		taken: 'Udsagnene er lagt til jeres egne udgaver',
		refused: {
			'not-statements':
				'Filen indeholder ikke udsagn fra Medspil. Vælg en fil, hvis navn slutter på .medspil-udsagn.json.',
			newer: 'Filen er lavet med en nyere udgave af Medspil. Opdater Medspil her, og prøv igen.',
			damaged: 'Filen er ikke hel. Bed om at få den sendt igen. Her er ikke ændret noget.',
			'too-large': 'Filen er for stor til at være udsagn. Her er ikke ændret noget.',
			unreadable: 'Filen kunne ikke læses. Prøv at vælge den igen.',
		},
	},

	problem: {
		'text-empty': 'Skriv udsagnet. Et tomt udsagn bliver I ikke spurgt om.',
		'text-too-long': 'Udsagnet er for langt. Skriv højst 300 tegn.',
		'label-empty': 'Giv udsagnet et kort navn. Ellers bruger Medspil de første ord.',
		'label-too-long': 'Navnet er for langt. Skriv højst 24 tegn.',
		'label-taken': 'Et andet udsagn hedder det samme. Find et andet navn.',
		'title-empty': 'Giv udgaven et navn.',
		'title-too-long': 'Navnet er for langt. Skriv højst 80 tegn.',
		'not-added': 'Det udsagn kan ikke slettes, men I kan skjule det.',
		gone: 'Det findes ikke mere. Måske er det slettet i et andet vindue.',
	},
};
