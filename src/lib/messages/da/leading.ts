import { plural } from '../plural.ts';

interface Named {
	name: string;
}

interface Count {
	count: number;
}

interface Statement {
	label: string;
}

const minutes = (count: number) => plural(count, { one: '1 minut', other: `${count} minutter` });

/** Words of leading a reflection: who leads, what lies on the table, and the time. `name` is a person or a tablet. */
export const m = {
	title: 'Mødet',
	open: 'Mødet',

	lead: {
		title: 'Hvem leder?',
		mine: 'I leder fra denne tablet. De andre følger med, når I går videre.',
		theirs: ({ name }: Named) => `${name} leder.`,
		follows: ({ name }: Named) => `${name} leder. Denne tablet følger med.`,
		missing: ({ name }: Named) => `${name} leder, men er her ikke lige nu.`,
		take: 'Overtag ledelsen',
		taken: 'Nu leder I fra denne tablet',
		now: ({ name }: Named) => `Nu er det ${name}, der leder`,
		handOver: 'Giv ledelsen videre til',
		nobody: 'Der er ikke andre her lige nu, som kan lede.',
		reads: 'Denne tablet kan kun læse, så den kan ikke lede.',
	},

	table: {
		lay: 'Læg på bordet',
		layOne: ({ label }: Statement) => `Læg på bordet: ${label}`,
		lies: ({ label }: Statement) => `På bordet: ${label}`,
		go: ({ label }: Statement) => `Tilbage til: ${label}`,
		clear: 'Tag af bordet',
	},

	time: {
		title: 'Hvor lang tid har I?',
		intro: 'Så viser Medspil, hvor meget tid der er til hver del. Der er ingen alarm.',
		choice: ({ count }: Count) => `${count} min.`,
		none: 'Uden tid',
		anew: 'Tiden regnes fra nu af, hvis I vælger igen.',
		short: ({ count }: Count) => `${count} min.`,
		left: ({ count }: Count) => `${count} min. tilbage`,
		used: 'Tiden er gået',
		ends: ({ at }: { at: string }) => `Slut ca. ${at}`,
		parts: 'Tid til hver del',
		less: ({ part }: { part: string }) => `5 minutter mindre til ${part}`,
		more: ({ part }: { part: string }) => `5 minutter mere til ${part}`,
		changed: ({ part, count }: { part: string; count: number }) => `${part}: ${minutes(count)}`,
		behind: 'Færdig',
		over: {
			round: ({ over, answers }: { over: number; answers: number }) =>
				`Det passer ikke helt: I mangler ca. ${minutes(over)}. Svarene tager ca. ${minutes(answers)}, når tabletten går rundt. Det går hurtigere på papir eller på jeres egne tablets.`,
			answers: ({ over, answers }: { over: number; answers: number }) =>
				`Det passer ikke helt: I mangler ca. ${minutes(over)}. Svarene tager ca. ${minutes(answers)}. Det går hurtigere med færre udsagn.`,
			parts: ({ over }: { over: number; answers: number }) =>
				`Det passer ikke helt: I mangler ca. ${minutes(over)}. Gør en del kortere, eller tag resten en anden dag.`,
		},
	},
} as const;
