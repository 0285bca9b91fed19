import { frame } from '../med-pipeline/frame.ts';
import type { Pack } from '../../schema.ts';

/**
 * Cards for a development day: what a committee can do before, during and after its meetings, among themselves and with
 * their colleagues. [S2] They are chosen among and talked about, never marked.
 */
export const developmentDay: Pack = {
	...frame,
	id: 'development-day',
	version: 1,
	level: '',
	title: 'Udviklingsdag: før, under og efter mødet',
	source: 'Skrevet med Medspils egne ord efter udviklingsdagen for OMU, Norddjurs Kommune, januar 2026',
	unmarked: true,
	topics: [
		{ id: 'day-before', title: 'Før mødet, i udvalget' },
		{ id: 'day-before-colleagues', title: 'Før mødet, med kollegerne' },
		{ id: 'day-during', title: 'På mødet' },
		{ id: 'day-after', title: 'Efter mødet, i udvalget' },
		{ id: 'day-after-colleagues', title: 'Efter mødet, med kollegerne' },
	],
	steps: [
		{
			id: 'own',
			title: 'Hos os',
			intro: 'Tal om et kort ad gangen. Begynd med det, der allerede virker.',
			questions: [
				{ id: 'day-works', text: 'Hvad gør I allerede, som virker?' },
				{ id: 'day-try', text: 'Hvad vil I prøve i udvalget?' },
				{ id: 'day-colleagues', text: 'Hvordan kommer kollegerne til at mærke det?' },
			],
		},
	],
	instruction: 'Tænk på jeres møder, og på tiden før og efter dem.',
	statements: [
		{
			id: 'day-before-1',
			topic: 'day-before',
			label: 'Fælles dagsorden',
			text: 'Vi laver dagsordenen sammen, så begge sider har deres punkter med',
		},
		{
			id: 'day-before-2',
			topic: 'day-before',
			label: 'Punkter som spørgsmål',
			text: 'Vi skriver punkterne som klare spørgsmål, så alle kan nå at tænke sig om',
		},
		{
			id: 'day-before-3',
			topic: 'day-before',
			label: 'Det rette sted',
			text: 'Vi finder først ud af, om sagen hører til hos os, og hvem der kan afgøre den',
		},
		{
			id: 'day-before-4',
			topic: 'day-before',
			label: 'Nye i udvalget',
			text: 'Vi fortæller nye medlemmer, hvad udvalget er til for, før deres første møde',
		},
		{
			id: 'day-before-5',
			topic: 'day-before-colleagues',
			label: 'Dagsorden til kolleger',
			text: 'Vi tager vores dagsorden med på personalemødet, mens den endnu kan laves om',
		},
		{
			id: 'day-before-6',
			topic: 'day-before-colleagues',
			label: 'Spørg kollegerne',
			text: 'Vi spørger kollegerne, hvad de mener om de vigtigste punkter',
		},
		{
			id: 'day-before-7',
			topic: 'day-before-colleagues',
			label: 'Let at give videre',
			text: 'Vi gør det let at give os et emne, også når det er svært at sige højt',
		},
		{
			id: 'day-during-1',
			topic: 'day-during',
			label: 'En god begyndelse',
			text: 'Vi begynder hver gang på en måde, så alle har sagt noget fra start',
		},
		{
			id: 'day-during-2',
			topic: 'day-during',
			label: 'Små grupper',
			text: 'Vi taler to og to om de svære punkter, før vi tager dem i hele kredsen',
		},
		{
			id: 'day-during-3',
			topic: 'day-during',
			label: 'Turde sige det',
			text: 'Vi siger også det, der er svært, og hjælper hinanden med at turde',
		},
		{
			id: 'day-during-4',
			topic: 'day-during',
			label: 'Fra én til alle',
			text: 'Vi ser efter, hvad én kollegas problem siger om hele arbejdspladsen',
		},
		{
			id: 'day-during-5',
			topic: 'day-during',
			label: 'Saml op sammen',
			text: 'Vi slutter hvert punkt med at sige højt, hvad vi er nået frem til',
		},
		{
			id: 'day-after-1',
			topic: 'day-after',
			label: 'Hvem gør hvad',
			text: 'Vi skriver ned, hvem der gør hvad, og begynder næste møde med det',
		},
		{
			id: 'day-after-2',
			topic: 'day-after',
			label: 'Hvordan gik mødet',
			text: 'Vi taler kort om, hvordan mødet gik, og hvad vi vil gøre anderledes',
		},
		{
			id: 'day-after-3',
			topic: 'day-after',
			label: 'Del med andre udvalg',
			text: 'Vi deler det, der virker hos os, med andre udvalg, og spørger om deres',
		},
		{
			id: 'day-after-4',
			topic: 'day-after-colleagues',
			label: 'Nyt inden for få dage',
			text: 'Vi fortæller kollegerne det vigtigste med vores egne ord inden for få dage',
		},
		{
			id: 'day-after-5',
			topic: 'day-after-colleagues',
			label: 'Svar tilbage',
			text: 'Vi viser kollegerne, hvad deres ord har ført til, også når svaret er nej',
		},
		{
			id: 'day-after-6',
			topic: 'day-after-colleagues',
			label: 'Fast punkt',
			text: 'Vi har et fast punkt på personalemødet om det, udvalget arbejder med',
		},
	],
};
