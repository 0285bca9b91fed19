import { plural } from '../plural.ts';

/** Enough to know it by. */
const beginning = (words: string) => {
	const start = words.slice(0, 60).trim();
	return start.length < words.trim().length ? `${start.replace(/\s+\S*$/, '')} …` : start;
};

const trouble = {
	refused: {
		title: 'Browseren vil ikke gemme på denne tablet.',
		text: 'I kan arbejde videre, men det nye findes kun, så længe siden er åben. Måske er vinduet privat.',
	},
	full: {
		title: 'Der er ikke plads til at gemme mere på tabletten.',
		text: 'Det, der stod som gemt, er her stadig. Det nye findes kun, så længe siden er åben.',
	},
	lost: {
		title: 'Der bliver ikke gemt lige nu.',
		text: 'Det, der stod som gemt, er her stadig. Medspil prøver igen hele tiden. Lad siden være åben så længe.',
	},
};

const refused = {
	'not-a-backup': {
		title: 'Filen er ikke en kopi fra Medspil.',
		text: 'Vælg en fil, hvor navnet begynder med »medspil« og slutter med ».medspil«.',
	},
	newer: {
		title: 'Filen er lavet med en nyere version af Medspil.',
		text: 'Åbn Medspil med net, skift til den nye version, og prøv igen. Filen fejler ikke noget.',
	},
	damaged: {
		title: 'Filen er gået i stykker undervejs.',
		text: 'Hent den igen der, hvor I har gemt den, eller tag en anden kopi. Intet på tabletten er ændret.',
	},
	'wrong-passphrase': {
		title: 'Koden passer ikke til filen.',
		text: 'Se efter store og små bogstaver og mellemrum, og prøv igen. Uden koden kan ingen åbne filen.',
	},
	unreadable: {
		title: 'Filen kunne ikke læses.',
		text: 'Måske er den flyttet eller ligger et sted, der kræver net. Vælg den igen.',
	},
};

/** Words for the settings, for copies in a file, and for what the screen says when the device does not store. */
/** By the root map that it stood in. */
const takenFrom: Record<string, string> = {
	goals: 'Målet',
	actions: 'Handlingen',
	packStatements: 'Udsagnet',
};

export const m = {
	title: 'Indstillinger',
	back: 'Tilbage',

	theme: {
		title: 'Farver',
		options: { auto: 'Som tabletten', light: 'Lyse', dark: 'Mørke' },
	},

	storage: {
		title: 'Det, I har gemt',
	},

	app: {
		title: 'Om Medspil',
		version: ({ version }: { version: string }) => `Version ${version}`,
	},

	committees: {
		title: 'Udvalg på denne tablet',
		none: 'Der er ingen udvalg på tabletten endnu.',
		archived: 'Lagt væk',
		fromFile: 'Hent et udvalg fra en fil',
	},

	trouble,
	getFile: 'Gem en kopi som fil',

	taken: {
		title: ({ from }: { from: string }) =>
			`${takenFrom[from] ?? 'Det'} blev fjernet på en anden tablet, mens du skrev i det.`,
		text: 'Her er det, du skrev. Kopiér ordene, og sæt dem ind, hvor de skal stå.',
		words: 'Det, du var i gang med at skrive',
	},

	tooLong: {
		title: 'Noget var for langt til at blive gemt, og er taget ud igen.',
		text: ({ words }: { words: string }) =>
			`${words === '' ? '' : `Det begynder med »${beginning(words)}«. `}Alt andet er, som det var.`,
		what: 'Kopiér ordene, del dem i mindre stykker, og sæt dem ind hver for sig.',
		copy: 'Kopiér ordene',
		copied: 'Ordene er kopieret',
		notCopied: 'Marker ordene her, og kopiér dem selv.',
		done: 'Luk',
	},

	readOnly: {
		title: 'Udvalget er ændret med en nyere version af Medspil.',
		text: 'I kan læse det hele, men ikke ændre noget her, før denne tablet også har den nye version. Åbn Medspil med net.',
	},

	unreadable: ({ count }: { count: number }) =>
		plural(count, {
			one: 'Én ting kan ikke vises. Den er gemt og bliver liggende.',
			other: `${count} ting kan ikke vises. De er gemt og bliver liggende.`,
		}),
	unreadableMore: 'Måske er de skrevet med en anden version af Medspil.',

	backup: {
		title: 'Gem en kopi som fil',
		why: 'En tablet kan blive væk eller gå i stykker. Læg en kopi et andet sted, når I har lavet noget, I nødig vil miste.',
		open: 'Gem en fil',
		code: 'Find på en kode til filen',
		codeHint: ({ least }: { least: number }) =>
			`Mindst ${least} tegn. Fire ord, der ikke hører sammen, er svære at gætte og lette at huske.`,
		codeMatters: 'Skriv koden ned et andet sted. Uden den kan ingen åbne filen, heller ikke I selv.',
		tooShort: ({ least }: { least: number }) => `Koden er for kort. Skriv mindst ${least} tegn.`,
		make: 'Gem filen',
		making: 'Låser filen …',
		failed: 'Filen kunne ikke laves. Det, I har skrevet, er her stadig. Prøv igen.',
		ready: 'Filen er klar.',
		readyMore:
			'Den ligger der, hvor tabletten lægger det, I henter, oftest i »Overførsler«. Flyt den gerne et andet sted hen.',
		incomplete:
			'Noget af det, der ligger på tabletten, kan ikke læses lige nu, og det er ikke med i filen. Gem en ny fil senere.',
		again: 'Gem filen igen',
		done: 'Færdig',
	},

	restore: {
		title: 'Hent fra en fil',
		intro:
			'Har I en kopi af jeres udvalg, kan I hente den ind her, også på en anden tablet. Det, der allerede er på tabletten, bliver liggende.',
		choose: 'Vælg fil',
		chooseOther: 'Vælg en anden fil',
		chosen: 'Valgt fil',
		code: 'Koden til filen',
		codeHint: 'Den kode, I fandt på, da I gemte filen.',
		noCode: 'Skriv koden til filen.',
		open: 'Åbn filen',
		opening: 'Åbner filen …',
		found: 'Det ligger i filen',
		savedAt: ({ day, time }: { day: string; time: string }) => `Gemt ${day} kl. ${time}`,
		isNew: 'Udvalget er ikke på denne tablet endnu. Det bliver lagt ind.',
		apart:
			'Er udvalget også på en anden tablet, går de to videre hver for sig og ser ikke, hvad der bliver skrevet på den anden, før den ene har inviteret den anden. Har I fået et link, så brug hellere det.',
		useLink: 'Brug linket',
		isHere:
			'Udvalget er allerede på denne tablet. Det fra filen bliver flettet ind, og intet bliver skrevet over. Det, I selv har fjernet, bliver ved med at være fjernet.',
		merge: 'Flet ind',
		add: 'Læg ind',
		merging: 'Fletter ind …',
		merged: ({ name }: { name: string }) =>
			`${name} er flettet ind. Det, I har fjernet her på tabletten, er stadig fjernet.`,
		added: ({ name }: { name: string }) => `${name} er lagt ind på tabletten`,
		unsaved: ({ name }: { name: string }) =>
			`${name} er lagt ind, men ikke gemt på tabletten endnu. Lad siden være åben.`,
		failed: 'Udvalget kunne ikke lægges ind. Prøv igen. Filen fejler ikke noget.',
		cancel: 'Annuller',
		refused,
	},
};
