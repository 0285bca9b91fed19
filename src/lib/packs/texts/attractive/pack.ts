import { frame } from '../med-pipeline/frame.ts';
import type { Pack } from '../../schema.ts';
import { efforts } from './efforts.ts';

const [own] = frame.steps;

/** The four themes of attractive workplaces, with their 21 goals as statements (`m`) and 22 efforts (`i`). [S4] */
export const attractive: Pack = {
	...frame,
	id: 'attractive-workplaces',
	version: 1,
	level: '',
	title: 'Attraktive arbejdspladser',
	source:
		'Skrevet med Medspils egne ord efter Attraktive arbejdspladser, Børn og Familie, Mariagerfjord Kommune',
	topics: [
		{ id: 'dialogue', title: 'Dialog' },
		{ id: 'trust', title: 'Tillid' },
		{ id: 'meaning', title: 'Mening' },
		{ id: 'whole-person', title: 'Det hele menneske' },
	],
	steps: own ? [own] : [],
	efforts,
	instruction: 'Tænk på hele arbejdspladsen det seneste år, og svar ud fra det, du selv oplever.',
	statements: [
		{
			id: 'dia-m1',
			topic: 'dialogue',
			label: 'Styrker og knaster',
			text: 'Vi ser jævnligt efter, hvad der går godt i arbejdsmiljøet, og hvad der er svært',
		},
		{
			id: 'dia-m2',
			topic: 'dialogue',
			label: 'Samtaler til alle',
			text: 'Vi sørger for, at alle får tilbudt de samtaler, de har brug for, alene eller i en gruppe',
		},
		{
			id: 'dia-m3',
			topic: 'dialogue',
			label: 'Dialog i MED',
			text: 'Vi kan se i vores årlige servicetjek, at vi lytter til hinanden i MED',
		},
		{
			id: 'dia-m4',
			topic: 'dialogue',
			label: 'Sige til i tide',
			text: 'Vi siger til, når vi selv eller en kollega har det svært, uanset hvor vi er ansat',
		},
		{
			id: 'til-m1',
			topic: 'trust',
			label: 'Turde tale fagligt',
			text: 'Vi tør tale åbent om vores egen og hinandens måde at arbejde på, fordi vi vil hinanden det godt',
		},
		{
			id: 'til-m2',
			topic: 'trust',
			label: 'Indflydelse på opgaven',
			text: 'Vi bestemmer meget selv, når vi løser vores opgaver, inden for det, der er aftalt',
		},
		{
			id: 'til-m3',
			topic: 'trust',
			label: 'Åbne beslutninger',
			text: 'Vi kan se, hvordan en beslutning bliver til, og hvad den bygger på',
		},
		{
			id: 'til-m4',
			topic: 'trust',
			label: 'Ærlig tone',
			text: 'Vi kan se i trivselsmålingen, at vi taler ærligt og ordentligt sammen',
		},
		{
			id: 'til-m5',
			topic: 'trust',
			label: 'Nysgerrige på forskel',
			text: 'Vi møder hinanden som lige gode og bliver nysgerrige, når vi ser forskelligt på tingene',
		},
		{
			id: 'men-m1',
			topic: 'meaning',
			label: 'Stolthed',
			text: 'Vi er stolte af vores fag og mærker, at andre sætter pris på det, vi gør',
		},
		{
			id: 'men-m2',
			topic: 'meaning',
			label: 'Følge op',
			text: 'Vi vender tilbage til det, vi har sat i gang, og ser efter, om det virkede',
		},
		{
			id: 'men-m3',
			topic: 'meaning',
			label: 'Finde hjælp',
			text: 'Vi ved, hvor vi får hjælp, og hvor vi finder det, vi har brug for at vide',
		},
		{
			id: 'men-m4',
			topic: 'meaning',
			label: 'Hverdag og mål',
			text: 'Vi kan se, hvordan det, vi gør til hverdag, fører hen mod det, vi vil på længere sigt',
		},
		{
			id: 'men-m5',
			topic: 'meaning',
			label: 'Rød tråd',
			text: 'Vi kan genkende det, politikerne vil, i det, der sker hos os',
		},
		{
			id: 'men-m6',
			topic: 'meaning',
			label: 'Viden til alle',
			text: 'Vi ved alle det, vi skal bruge, og kommer let ind, hvor vi skriver sammen og får besked',
		},
		{
			id: 'hel-m1',
			topic: 'whole-person',
			label: 'Følge trivslen',
			text: 'Vi holder øje med trivslen, både når vi taler sammen til daglig, og når den bliver målt',
		},
		{
			id: 'hel-m2',
			topic: 'whole-person',
			label: 'Glade og i udvikling',
			text: 'Vi er glade for at gå på arbejde og bliver dygtigere undervejs',
		},
		{
			id: 'hel-m3',
			topic: 'whole-person',
			label: 'Gode relationer',
			text: 'Vi kender hinanden og har det godt sammen på arbejdet',
		},
		{
			id: 'hel-m4',
			topic: 'whole-person',
			label: 'Sunde team',
			text: 'Vi kan se i trivselsmålingen, at de, der arbejder tæt sammen, har det godt med hinanden',
		},
		{
			id: 'hel-m5',
			topic: 'whole-person',
			label: 'God modtagelse',
			text: 'Vi ved, hvor lederne får hjælp til at finde nye kolleger og tage godt imod dem',
		},
		{
			id: 'hel-m6',
			topic: 'whole-person',
			label: 'Dele det gode',
			text: 'Vi fortæller videre, når noget er lykkedes, hvor andre kan have glæde af det',
		},
	],
};
