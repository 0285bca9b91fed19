import type { Pack } from '../../schema.ts';

/** What the packs of all levels share: everything but the statements. */
export const frame: Omit<Pack, 'id' | 'level' | 'title' | 'statements'> = {
	version: 1,
	source: 'Skrevet med Medspils egne ord efter Børn og Unges MED-pipeline, Aarhus Kommune',
	topics: [
		{ id: 'task', title: 'MED-opgaven' },
		{ id: 'cooperation', title: 'Samarbejde' },
		{ id: 'communication', title: 'Kommunikation og formidling' },
	],
	steps: [
		{
			id: 'own',
			title: 'Hos os',
			intro: 'Se på udsagnene for jeres eget udvalg. Tal om det vigtigste, og bliv enige om, hvad I vil nå.',
			questions: [
				{ id: 'own-matters', text: 'Hvad er vigtigst for jer i det her?' },
				{ id: 'own-succeeds', text: 'Hvad går godt i dag?' },
				{ id: 'own-strengthen', text: 'Hvad skal blive bedre?' },
				{ id: 'own-goals', text: 'Hvad vil I have nået om et år?' },
			],
		},
		{
			id: 'upAndDown',
			title: 'Op og ned',
			intro: 'Se på udsagnene for niveauerne over og under jer. Læg mærke til, hvor I har brug for hinanden.',
			questions: [
				{ id: 'up-how', text: 'Hvordan får I det til at hænge bedre sammen op og ned?' },
				{ id: 'up-do', text: 'Hvad gør I helt konkret, og hvordan?' },
			],
		},
		{
			id: 'across',
			title: 'På tværs',
			intro: 'Tænk på de andre udvalg på jeres eget niveau. De arbejder tit med det samme som jer.',
			questions: [
				{ id: 'across-how', text: 'Hvordan får I bedre sammenhæng med udvalg på jeres eget niveau?' },
				{ id: 'across-do', text: 'Hvad gør I helt konkret, og hvordan?' },
			],
		},
	],
	importance: {
		question: 'Hvor vigtigt er det for os det kommende år?',
		steps: ['Mindre vigtigt', 'Vigtigt', 'Meget vigtigt', 'Helt afgørende'],
	},
	success: {
		question: 'Hvor godt lykkes vi med det i dag?',
		steps: ['Slet ikke endnu', 'Lidt', 'Ret godt', 'Rigtig godt'],
	},
	instruction: 'Tænk på det seneste år, og svar ud fra det, du selv oplever.',
};
