import { plural } from '../plural.ts';

interface Count {
	count: number;
}

/** Words of «Ret dit svar»: some statements are answered once more, after the talk. */
export const m = {
	open: 'Ret jeres svar efter snakken',
	title: 'Hvilke udsagn har I talt om?',
	text: 'I svarer igen på dem, I vælger, lige så mange som før. Bagefter ser I, hvordan I har flyttet jer samlet. Det første billede bliver stående. I kan gøre det én gang.',
	sameTablets: 'Det skal være de samme, på de samme tablets som sidst.',
	paper: 'Denne gang går tabletten rundt, i stedet for sedlerne.',
	choose: 'Vælg udsagn',
	take: 'Svar igen',
	cancel: 'Annuller',
	nothing: 'Vælg mindst ét udsagn.',
	notNow: 'Det kan ikke lade sig gøre fra den her tablet lige nu. Prøv på en anden tablet.',

	underWay: ({ count }: Count) =>
		`I er ved at rette jeres svar på ${plural(count, { one: '1 udsagn', other: `${count} udsagn` })}.`,
	go: 'Ret svarene her',
	close: 'Ret ikke alligevel',
	closed: 'I retter ikke jeres svar',

	page: 'Ret jeres svar',
	none: {
		title: 'I retter ikke jeres svar lige nu',
		text: 'Det gør I fra det fælles billede, når I har talt om udsagnene.',
	},
	done: {
		title: 'I har svaret igen',
		text: 'På det fælles billede kan I se, hvordan I har flyttet jer.',
	},
	toPicture: 'Se det fælles billede',
	same: ({ count }: Count) =>
		`Der skal svare lige så mange som før: ${count}. Ellers kunne man regne ud, hvad en enkelt har svaret.`,
	others:
		'Det er ikke lige så mange som før, så svarene kan ikke vises ved siden af hinanden. Begynd forfra.',

	moved: {
		title: 'Sådan har I flyttet jer',
		before: 'Før snakken',
		after: 'Efter snakken',
		scale: ({ name, said }: { name: string; said: string }) => `${name}: ${said}.`,
		unchanged: 'svarene fordeler sig som før',
		atLeast: ({ count }: Count) => `mindst ${count} har ændret deres svar`,
		otherNumber: 'det er ikke lige så mange, der har svaret',
		to: {
			up: 'samlet svarer I højere end før',
			down: 'samlet svarer I lavere end før',
			level: 'samlet ligger I, hvor I lå',
		},
	},
} as const;
