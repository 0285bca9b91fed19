/** Words of the three steps and the check-out that stand beside those in reflections.ts. */
export const m = {
	choose: 'Vælg fokus',
	focusTabs: 'Jeres fokus',
	fact: ({ importance, success }: { importance: string; success: string }) =>
		`Vigtigt: ${importance} af 4 · Lykkes: ${success} af 4`,
	start: 'Tal om det første fokus',
	kinds: { goal: 'Mål', action: 'Handling' },
	straight: 'Skriv direkte til planen',
	addGoal: 'Nyt mål',
	addAction: 'Ny handling',
	nothingYet: 'Ikke noget endnu. Skriv det her, eller tryk »Gør til mål« under det, I har skrevet.',
	toAction: 'Handling',
	actionAbout: ({ label }: { label: string }) => `Lav en handling ud fra: ${label}`,
	ownFocus: 'Jeres fokus',
	aboveHighestTitle: 'Over jer',
	noFocus: 'I har ikke valgt et fokus. Her er jeres egne udsagn.',
	show: 'Vis, hvad I svarede',
	hiddenUntil: 'Svarene vises først, når I beder om det.',
	result: ({ step, count }: { step: string; count: number }) => `${step}: ${count}`,
	takeaway: 'Hvad vil I huske til næste gang?',
	seePlan: 'Se planen',
} as const;
