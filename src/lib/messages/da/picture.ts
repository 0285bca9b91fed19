import { listed, plural } from '../plural.ts';

const oneDecimal = new Intl.NumberFormat('da', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Words of the shared picture and the round clock that stand beside those in reflections.ts. */
export const m = {
	intro: ({ count }: { count: number }) =>
		`${count} svar. De svage prikker er jeres enkelte svar. Afstanden viser, hvor forskelligt I ser på det.`,
	views: { map: 'Kort', topics: 'Emner', table: 'Tabel' },
	mapLabel: ({ year }: { year: number | undefined }) =>
		`Kort over udsagnene: hvor vigtige de er, og hvor godt de lykkes${year === undefined ? '' : `, i år og i ${year}`}. De samme tal står i tabellen.`,
	numbers: 'Tallene på kortet',
	topicsLabel: 'Emner',
	mean: ({ value }: { value: number }) => oneDecimal.format(value),

	orderLabel: 'Rækkefølge',
	order: { first: 'Vigtigst nu', disagreement: 'Uenighed', need: 'Behov', pride: 'Stolthed' },
	print: 'Print',
	printed: ({ day }: { day: string }) => `Printet den ${day}`,

	older: ({ years }: { years: readonly number[] }) => `Vis også ${listed(years.map(String))}`,
	showYear: ({ year }: { year: number }) => `Vis ${year}`,
	hideYear: ({ year }: { year: number }) => `Skjul ${year}`,
	hollow: ({ year }: { year: number }) => `De små, hule prikker viser ${year}.`,

	rest: ({ count }: { count: number }) =>
		plural(count, { one: 'Det sidste udsagn', other: `De andre ${count} udsagn` }),
	look: ({ label }: { label: string }) => `Se ${label} på kortet`,
	undrawn: ({ labels }: { labels: readonly string[] }) => `Ikke tegnet: ${listed(labels)}.`,
	undrawnCommon: ({ labels }: { labels: readonly string[] }) =>
		`I har ikke valgt et fælles svar på ${listed(labels)}.`,

	strip: ({ scale, answers }: { scale: string; answers: string }) => `${scale}: ${answers}`,
	table: {
		scale: 'Skala',
		mean: 'Gennemsnit',
		spread: 'Enighed',
		inYear: ({ year }: { year: number }) => `Gennemsnit ${year}`,
		steps: '1 er det laveste trin og 4 det højeste. Tallene under trinene er, hvor mange der har svaret det.',
		none: 'Ikke med',
		otherWords: 'Andre ord',
		spreads: { alike: 'Ens', differ: 'Lidt forskelligt', apart: 'Meget forskelligt' },
	},

	clock: {
		minutes: ({ count }: { count: number }) => `${count} min.`,
		seats: 'Rækkefølge',
		up: 'Ryk op',
		upFor: ({ name }: { name: string }) => `Ryk op: ${name}`,
		large: 'Vis stort',
		small: 'Vis lille',
		waiting: 'Efter det',
		again: ({ name }: { name: string }) => `${name} sagde pas før. Er der noget nu?`,
		stop: 'Stop runden',
		running: ({ name }: { name: string }) => `Ordet rundt · ${name}`,
		nobody: 'Der skal være mindst én i runden.',
	},
} as const;
