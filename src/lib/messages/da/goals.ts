/** Words that help a goal to be concrete. */
export const m = {
	/** One at a time, under a goal that was just made. */
	questions: {
		different: 'Hvad bliver anderledes?',
		noticedBy: 'Hvem mærker det?',
		lookOn: 'Hvornår ser I på det igen?',
	},
	/** What stands at the goal when they are answered. */
	shown: {
		different: 'Det bliver anderledes',
		noticedBy: 'De mærker det',
		lookOn: 'I ser på det igen',
	},
	examples: {
		different: 'For eksempel: Alle når at holde pause',
		noticedBy: 'For eksempel: børnene og de nye kolleger',
	},
	asked: ({ goal }: { goal: string }) => `Gør målet tydeligere: ${goal}`,
	next: 'Videre',
	skip: 'Spring over',
	close: 'Luk',
	/** A meeting has its day, which only the group knows. */
	day: 'Jeres næste møde, eller en anden dag',
	quarter: 'Om tre måneder',
	noDay: 'Ingen dag',
	said: {
		words: 'Det står ved målet',
		noWords: 'Det står ikke ved målet mere',
		lookOn: ({ day }: { day: string }) => `I ser på målet igen ${day}`,
		noDay: 'Målet har ingen dag mere',
	},
} as const;
