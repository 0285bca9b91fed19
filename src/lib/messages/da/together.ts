import { listed } from '../plural.ts';

interface Count {
	count: number;
}

/** Words of being together: who is here, and who writes where. */
export const m = {
	tablet: 'En tablet',
	savedTitle: 'Sådan er det gemt',

	here: {
		title: 'Her nu',
		show: ({ names }: { names: readonly string[] }) => `Her nu: ${listed(names)}`,
		more: ({ count }: Count) => `+${count}`,
		go: 'Gå derhen',
		where: {
			overview: () => 'på overblikket',
			reflections: () => 'ved refleksionerne',
			'since-last': ({ year }: { year: string }) => `i refleksion ${year}: Siden sidst`,
			answers: () => 'i gang med at svare',
			picture: ({ year }: { year: string }) => `i refleksion ${year}: Billedet`,
			focus: ({ year }: { year: string }) => `i refleksion ${year}: Fokus`,
			'up-and-down': ({ year }: { year: string }) => `i refleksion ${year}: Op og ned`,
			across: ({ year }: { year: string }) => `i refleksion ${year}: På tværs`,
			'making-plan': ({ year }: { year: string }) => `i refleksion ${year}: Planen`,
			'check-out': () => 'ved tjek-ud',
			plan: ({ year }: { year: string }) => `i årsplanen for ${year}`,
			committee: () => 'på siden om udvalget',
			statements: () => 'ved jeres udsagn',
			elsewhere: () => 'et andet sted i Medspil',
		},
		none: 'Der er ikke andre her lige nu.',
	},

	writes: ({ names }: { names: readonly string[] }) => `${listed(names)} skriver her`,
};
