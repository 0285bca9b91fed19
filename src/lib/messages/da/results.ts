interface Year {
	year: number;
}

/** Words of the years side by side and of the result that is handed on. */
export const m = {
	years: {
		scaleIn: ({ scale, year }: { scale: string; year: number }) => `${scale} ${year}`,
		common: ({ year }: Year) => `I ${year} gav I ét fælles svar.`,
		tooFew: ({ year }: Year) => `I ${year} svarede færre end fire.`,
		otherWords: ({ year, text }: { year: number; text: string }) =>
			`I ${year} stod der noget andet, så svarene kan ikke sammenlignes: »${text}«`,
		decided: ({ year }: Year) => `Det aftalte I i ${year}`,
		nothing: ({ year }: Year) => `I ${year} skrev I ikke mål eller handlinger om det.`,
		goal: ({ text }: { text: string }) => `Mål: ${text}`,
		noActions: 'Ingen handlinger endnu',
	},
	/** What has become of an action, after its words. */
	cameOf: {
		done: ({ day }: { day: string | undefined }) => (day ? `Færdig ${day}` : 'Færdig'),
		dropped: 'Ikke aktuel mere',
		carried: ({ year }: Year) => `Taget med til ${year}`,
		started: 'I gang',
		open: 'Ikke i gang',
	},
} as const;
