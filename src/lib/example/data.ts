import type { Member, NewCommittee } from '#lib/committees/schema.ts';
import type { Direction, Topic } from '#lib/packs/schema.ts';
import type { Mark } from '#lib/reflections/schema.ts';
import type { Progress } from '#lib/year-plan/schema.ts';

// A committee that does not exist, in a house that does not exist. Days are counted from the day it is made.

/** By their names in the rest of the data. `termEnds` is in days from today. */
export const people = {
	karen: { name: 'Karen Kløver', roles: ['chair', 'managementRep'], side: 'management', termEnds: undefined },
	mikkel: {
		name: 'Mikkel Mælkebøtte',
		roles: ['viceChair', 'shopSteward'],
		side: 'employees',
		termEnds: 410,
	},
	sanne: { name: 'Sanne Syren', roles: ['workEnvRep'], side: 'employees', termEnds: 410 },
	lone: { name: 'Lone Lærketræ', roles: ['supervisor'], side: 'management', termEnds: undefined },
	amina: { name: 'Amina Anemone', roles: ['employeeRep'], side: 'employees', termEnds: 200 },
	bo: { name: 'Bo Birk', roles: ['employeeRep'], side: 'employees', termEnds: 200 },
	jonas: {
		name: 'Jonas Jordbær',
		roles: ['employeeRep', 'secretary'],
		side: 'employees',
		termEnds: -18,
	},
} satisfies Record<string, Omit<Member, 'id' | 'termEnd'> & { termEnds: number | undefined }>;

export type Person = keyof typeof people;

export const committee: Omit<NewCommittee, 'members'> = {
	name: 'LMU Solsikken',
	workplace: 'Børnehuset Solsikken',
	level: 'lmu',
	levelLabel: 'LMU',
	example: true,
};

/** Importance, then success. */
type Pair = [Mark, Mark];

export interface ExampleAction {
	what: string;
	owners: Person[];
	progress: Progress;
	/** In days from today. */
	due?: number;
	/** When it came this far, in days from today. */
	progressOn?: number;
	rhythm?: string;
	partners?: string;
	/** Taken along to the plan of the year after. */
	carried?: true;
}

export interface ExampleGoal {
	text: string;
	direction: Direction;
	topic: Topic;
	/** The statement it came from, which may be a neighbour level's. */
	statement: string;
	actions: ExampleAction[];
}

export interface ExampleYear {
	/** When the reflection was held, in days from today. */
	held: number;
	/** By statement: what each of the seven marked; `undefined` is one who skipped it. */
	marks: Record<string, (Pair | undefined)[]>;
	focuses: string[];
	/** What the group wrote, by focus and question; '' is the whole reflection. */
	answers: Record<string, Record<string, string>>;
	/** By focus: what was laid out, where two lie together; `by` is who put a name on it. */
	suggestions?: Record<string, { text: string; by?: string; on?: string }[]>;
	/** How many thought the time was spent badly, so-so, well, very well. */
	checkOut: number[];
	goals: ExampleGoal[];
}

export const thisYear: ExampleYear = {
	held: -70,
	marks: {
		'lmu-t1': [
			[3, 3],
			[4, 3],
			[3, 4],
			[3, 3],
			[4, 3],
			[3, 2],
			[4, 3],
		],
		'lmu-t2': [
			[4, 3],
			[3, 2],
			[4, 3],
			[3, 3],
			[3, 3],
			[4, 2],
			[3, 3],
		],
		'lmu-t3': [
			[4, 2],
			[4, 1],
			[4, 2],
			[3, 2],
			[4, 1],
			[3, 2],
			[4, 3],
		],
		'lmu-t4': [[2, 2], [3, 2], [3, 3], undefined, [2, 1], [3, 2], [2, 2]],
		'lmu-t5': [
			[2, 2],
			[2, 2],
			[1, 2],
			[2, 1],
			[3, 2],
			[2, 3],
			[2, 2],
		],
		'lmu-t6': [
			[3, 3],
			[3, 4],
			[4, 3],
			[3, 3],
			[3, 3],
			[4, 4],
			[3, 3],
		],
		'lmu-t7': [
			[4, 1],
			[3, 4],
			[4, 2],
			[3, 4],
			[4, 1],
			[3, 3],
			[4, 1],
		],
	},
	focuses: ['lmu-t3', 'lmu-t7'],
	answers: {
		'lmu-t3': {
			'own-matters':
				'Støjen på de to store stuer midt på dagen. Og at APV’en bliver til noget, vi gør, og ikke kun til en mappe på kontoret.',
			'own-succeeds':
				'Vi siger det til hinanden, når en dag har været hård. Gåturen gennem huset i foråret gav gode snakke om, hvad der slider.',
			'own-strengthen':
				'Vi når sjældent tilbage til det, vi har aftalt. Nye vikarer ved ikke, hvem de skal gå til, og så falder det på dem, der er der hver dag.',
			'own-goals':
				'Om et år har vi kigget på arbejdsmiljøet på hvert andet møde, og der er mere ro på stuerne efter frokost.',
		},
		'lmu-t7': {
			'own-matters': 'At alle ved, hvad vi taler om, også dem, der åbner, lukker eller er i køkkenet.',
			'own-succeeds': 'Tavlen i personalerummet bliver læst af dem, der holder pause dér.',
			'own-strengthen':
				'Vi ser forskelligt på det. Nogle synes, at alt bliver fortalt. Andre hører først om det bagefter, når det er besluttet.',
			'own-goals': 'Alle ved inden for en uge, hvad vi har drøftet, og hvad det betyder for dem.',
		},
		'': {
			'up-how':
				'Støj og vikarer fylder også i de andre huse. OMU kan kun gøre noget ved det, hvis de hører det fra flere end os.',
			'up-do':
				'Vi sender vores tal og det, vi selv har prøvet, og beder om et svar, før budgettet bliver lagt.',
			'across-how': 'Børnehuset Brombæret har fået mere rolige overleveringer. Det vil vi gerne se.',
			'across-do':
				'To fra hvert hus besøger hinanden en formiddag, og bagefter deler vi det på et personalemøde.',
			'check-out': 'Vi tager det svære først, mens vi er friske. Og vi slutter til tiden.',
		},
	},
	suggestions: {
		'lmu-t3': [
			{ text: 'Lyddæmpende plader i loftet på Blåmejserne' },
			{ text: 'Prøv en rolig halv time efter frokost på de to store stuer' },
			{ text: 'Filt under stolene', on: 'Lyddæmpende plader i loftet på Blåmejserne' },
			{ text: 'Telefonnumre og fif til nye vikarer, samlet på én side', by: 'bo' },
		],
	},
	checkOut: [0, 1, 4, 2],
	goals: [
		{
			text: 'Vi følger op på arbejdsmiljøet på hvert andet møde og viser kollegerne, hvad der er gjort',
			direction: 'own',
			topic: 'task',
			statement: 'lmu-t3',
			actions: [
				{
					what: 'Sæt APV’en på som fast punkt på dagsordenen',
					owners: ['karen'],
					progress: 'done',
					due: -42,
					progressOn: -45,
				},
				{
					what: 'Mål støjen på Blåmejserne og Solsortene i og efter frokosten',
					owners: ['sanne'],
					partners: 'Arbejdsmiljøgruppen',
					progress: 'started',
					due: 16,
					progressOn: -12,
				},
				{
					what: 'Prøv en rolig halv time efter frokost på de to store stuer',
					owners: ['lone', 'amina'],
					progress: 'planned',
					due: -9,
				},
				{
					what: 'Skriv én side til nye vikarer: Hvem gør hvad, og hvem spørger jeg?',
					owners: ['bo'],
					progress: 'planned',
					due: 37,
				},
				{
					what: 'Se på sygefraværet sammen: Hvad kan vi selv gøre noget ved?',
					owners: ['karen', 'mikkel'],
					progress: 'planned',
					due: 65,
				},
			],
		},
		{
			text: 'Alle kolleger ved inden for en uge, hvad LMU har drøftet, og hvad det betyder',
			direction: 'own',
			topic: 'communication',
			statement: 'lmu-t7',
			actions: [
				{
					what: 'Kort nyt fra LMU på tavlen og i mappen ved køkkenet',
					owners: ['jonas'],
					progress: 'started',
					rhythm: 'Efter hvert møde',
					progressOn: -50,
				},
				{
					what: 'Ti minutter om LMU på personalemødet, med tid til spørgsmål',
					owners: ['mikkel'],
					progress: 'done',
					due: -20,
					progressOn: -21,
				},
				{
					what: 'Spørg dem, der åbner og lukker, hvordan de helst vil have nyt',
					owners: ['amina'],
					progress: 'planned',
					due: 23,
				},
			],
		},
		{
			text: 'OMU kender vores erfaringer med støj og vikarer, før budgettet bliver lagt',
			direction: 'upAndDown',
			topic: 'task',
			statement: 'omu-t2',
			actions: [
				{
					what: 'Send vores tal for støj til OMU, og spørg, hvad de andre huse gør',
					owners: ['karen', 'sanne'],
					partners: 'OMU',
					progress: 'planned',
					due: 51,
				},
			],
		},
		{
			text: 'Vi lærer af de andre børnehuse i området',
			direction: 'across',
			topic: 'cooperation',
			statement: 'lmu-t6',
			actions: [
				{
					what: 'Del vikarsiden med de andre huse, når den er prøvet af',
					owners: ['bo', 'lone'],
					partners: 'LMU Brombæret og LMU Hyldebo',
					progress: 'planned',
					due: 80,
				},
			],
		},
	],
};

export const lastYear: ExampleYear = {
	held: -434,
	marks: {
		'lmu-t1': [
			[3, 2],
			[3, 3],
			[4, 3],
			[3, 2],
			[3, 3],
			[3, 2],
			[4, 3],
		],
		'lmu-t2': [
			[4, 2],
			[4, 1],
			[4, 2],
			[3, 2],
			[4, 2],
			[4, 1],
			[3, 3],
		],
		'lmu-t3': [
			[3, 2],
			[3, 1],
			[4, 2],
			[3, 2],
			[2, 2],
			[3, 1],
			[3, 3],
		],
		'lmu-t4': [
			[2, 1],
			[2, 2],
			[3, 2],
			[2, 2],
			[2, 1],
			[3, 2],
			[2, 3],
		],
		'lmu-t5': [[2, 2], [1, 2], [2, 2], [2, 1], [2, 2], undefined, [2, 2]],
		'lmu-t6': [
			[3, 3],
			[3, 3],
			[4, 3],
			[4, 3],
			[3, 2],
			[3, 3],
			[3, 4],
		],
		'lmu-t7': [
			[3, 1],
			[4, 2],
			[3, 1],
			[4, 2],
			[3, 1],
			[4, 2],
			[3, 2],
		],
	},
	focuses: ['lmu-t2', 'lmu-t7'],
	answers: {
		'lmu-t2': {
			'own-matters': 'At en pause er en pause, og at ingen står alene med de svære samtaler ved døren.',
			'own-succeeds': 'Vi hjælper hinanden på tværs af stuerne, når det brænder på.',
			'own-strengthen': 'Pauserne ryger først, når nogen er syge. Vikarerne får ikke en ordentlig start.',
			'own-goals': 'Alle kan holde deres pause uden at blive hentet ind igen.',
		},
		'lmu-t7': {
			'own-matters': 'At kollegerne ved, hvad LMU er, og hvad de kan bruge os til.',
			'own-succeeds': 'Referatet bliver skrevet og sat i mappen.',
			'own-strengthen': 'Næsten ingen læser mappen.',
			'own-goals': 'Kollegerne hører om LMU et sted, de alligevel kommer.',
		},
		'': {
			'up-how': 'Vi ved for lidt om, hvad OMU arbejder med, og de ved for lidt om os.',
			'up-do': 'Karen fortæller kort fra OMU på hvert møde.',
			'across-how': 'De andre huse har de samme spørgsmål om pauser og vikarer.',
			'across-do': 'Vi begynder med at besøge ét hus.',
		},
	},
	checkOut: [0, 2, 4, 1],
	goals: [
		{
			text: 'Alle kan holde deres pause uden at blive hentet ind igen',
			direction: 'own',
			topic: 'task',
			statement: 'lmu-t2',
			actions: [
				{
					what: 'Prøv en fast pauseplan på to stuer i seks uger',
					owners: ['lone'],
					progress: 'done',
					due: -370,
					progressOn: -366,
				},
				{
					what: 'Skriv pauseaftalen ned, og hæng den op i personalerummet',
					owners: ['mikkel'],
					progress: 'done',
					due: -300,
					progressOn: -296,
				},
				{
					what: 'Gør det lille mødelokale til et pauserum med dør',
					owners: ['sanne'],
					progress: 'started',
					due: 58,
					progressOn: -140,
					carried: true,
				},
				{
					what: 'Aftal, hvem der er med, når en samtale med forældre kan blive svær',
					owners: ['amina', 'karen'],
					progress: 'done',
					due: -210,
					progressOn: -214,
				},
			],
		},
		{
			text: 'Kollegerne hører om LMU et sted, de alligevel kommer',
			direction: 'own',
			topic: 'communication',
			statement: 'lmu-t7',
			actions: [
				{
					what: 'Flyt nyt fra LMU fra mappen til tavlen i personalerummet',
					owners: ['jonas'],
					progress: 'done',
					due: -380,
					progressOn: -384,
				},
			],
		},
		{
			text: 'Vi ved, hvad OMU arbejder med',
			direction: 'upAndDown',
			topic: 'communication',
			statement: 'lmu-t4',
			actions: [
				{
					what: 'Kort nyt fra OMU på hvert LMU-møde',
					owners: ['karen'],
					progress: 'done',
					rhythm: 'Hvert møde',
					progressOn: -230,
				},
				{
					what: 'Inviter en fra OMU med til et møde',
					owners: ['mikkel'],
					progress: 'dropped',
					progressOn: -160,
				},
			],
		},
		{
			text: 'Vi bruger de andre huses erfaringer',
			direction: 'across',
			topic: 'cooperation',
			statement: 'lmu-t5',
			actions: [
				{
					what: 'Besøg Børnehuset Brombæret, og se, hvordan de overleverer fra vuggestue til børnehave',
					owners: ['bo', 'amina'],
					partners: 'LMU Brombæret',
					progress: 'planned',
					due: 30,
					carried: true,
				},
			],
		},
	],
};
