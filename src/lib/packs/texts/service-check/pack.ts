import { frame } from '../med-pipeline/frame.ts';
import type { Pack } from '../../schema.ts';

/** The committee's own cooperation, once a year: how often, how long, what about, the wheel [S1], and the dialogue [S4]. */
export const serviceCheck: Pack = {
	...frame,
	id: 'service-check',
	version: 1,
	level: '',
	title: 'Servicetjek af jeres samarbejde',
	source:
		'Skrevet med Medspils egne ord efter MED-grunduddannelsen, Albertslund, og Attraktive arbejdspladser, Mariagerfjord',
	topics: [
		{ id: 'cadence', title: 'Hvor tit' },
		{ id: 'length', title: 'Hvor længe' },
		{ id: 'content', title: 'Indhold' },
		{ id: 'wheel', title: 'Årshjul' },
		{ id: 'committee-dialogue', title: 'Dialog' },
	],
	steps: [
		{
			id: 'own',
			title: 'Hos os',
			intro: 'Se på jeres egne møder det seneste år. Behold det, der virker, og ret det, der ikke gør.',
			questions: [
				{ id: 'service-experience', text: 'Hvad er jeres erfaring?' },
				{ id: 'service-proposals', text: 'Hvad foreslår I?' },
				{ id: 'service-follow-up', text: 'Hvordan følger I op på det, og hvornår?' },
			],
		},
	],
	importance: {
		question: 'Hvor vigtigt er det for vores møder det kommende år?',
		steps: frame.importance.steps,
	},
	instruction: 'Tænk på udvalgets møder det seneste år, og svar ud fra det, du selv har oplevet.',
	statements: [
		{
			id: 'service-cadence',
			topic: 'cadence',
			label: 'Hvor tit',
			text: 'Vi mødes så tit, som der er brug for, hverken mere eller mindre',
		},
		{
			id: 'service-length',
			topic: 'length',
			label: 'Tiden slår til',
			text: 'Vi har tid nok på møderne og bruger den på det, vi er kommet for',
		},
		{
			id: 'service-content',
			topic: 'content',
			label: 'De rigtige emner',
			text: 'Vi taler om det, der betyder mest for arbejdspladsen, og får det med i tide',
		},
		{
			id: 'service-agenda',
			topic: 'content',
			label: 'Klar dagsorden',
			text: 'Vi ved før mødet, hvad punkterne går ud på, og hvad vi skal bruge dem til',
		},
		{
			id: 'service-wheel',
			topic: 'wheel',
			label: 'Årshjulet',
			text: 'Vi bruger årshjulet, så vi når omkring det, vi skal, i løbet af året',
		},
		{
			id: 'service-alive',
			topic: 'wheel',
			label: 'Holde det i live',
			text: 'Vi vender tilbage til det, vi har sat i gang, indtil det er på plads',
		},
		{
			id: 'service-voices',
			topic: 'committee-dialogue',
			label: 'Alle kommer til orde',
			text: 'Vi lytter, så alle kommer til orde, også når det er svært eller vi er uenige',
		},
		{
			id: 'service-colleagues',
			topic: 'committee-dialogue',
			label: 'Kollegerne med',
			text: 'Vi spørger vores kolleger før møderne og fortæller dem bagefter, hvad vi nåede frem til',
		},
	],
};
