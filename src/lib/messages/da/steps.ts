import { plural } from '../plural.ts';

/** Words of the three steps and the check-out that stand beside those in reflections.ts. */
export const m = {
	choose: 'Vælg fokus',
	focusTabs: 'Jeres fokus',
	start: 'Tal om det første fokus',
	kinds: { goal: 'Mål', action: 'Handling' },
	straight: 'Skriv direkte til planen',
	addGoal: 'Nyt mål',
	addAction: 'Ny handling',
	nothingYet:
		'Herfra står der ikke noget endnu. Skriv det her, eller tryk »Gør til mål« under det, I har skrevet.',
	toPlan: 'Til planen',
	writeAbout: ({ label }: { label: string }) => `Til planen: ${label}`,
	writeTitle: 'Hvad betyder det for jer?',
	writeLabel: 'Hvad vil I gøre, eller hvad vil I nå?',
	talkWith: ({ level, label }: { level: string; label: string }) => `Tal med ${level} om: ${label}`,
	efforts: {
		title: 'Det gør andre',
		text: 'Her er noget, andre arbejdspladser gør. Tag det, I kan bruge, og ret det til i planen.',
		/** What a button says of the line that it stands beside. */
		take: ({ text, isThere }: { text: string; isThere: boolean }) =>
			isThere ? `Står i planen: ${text}` : `Gør til handling: ${text}`,
	},
	ownFocus: 'Jeres fokus',
	aboveHighestTitle: 'Over jer',
	noFocus: 'I har ikke valgt et fokus. Her er jeres egne udsagn.',
	show: 'Vis, hvad I svarede',
	hiddenUntil: ({ least, of }: { least: number; of: number }) =>
		least < of
			? `Svarene kan vises, når mindst ${least} har trykket.`
			: 'Svarene kan vises, når alle har trykket.',
	thanks: 'Tak. Giv tabletten videre.',
	lastThanks: 'Tak. Nu har alle trykket.',
	missing: ({ count }: { count: number }) =>
		plural(count, {
			one: 'Én har ikke trykket endnu. Når svarene er vist, kan der ikke komme flere til.',
			other: `${count} har ikke trykket endnu. Når svarene er vist, kan der ikke komme flere til.`,
		}),
	showNow: 'Vis svarene nu',
	tooFew: 'For få har trykket til, at svarene kan vises. Slutter I nu, bliver de ikke gemt.',
	/** `name` is that of the other tablet, if it is known. */
	elsewhere: {
		text: ({ name }: { name: string | undefined }) =>
			`Tryk på ${name ?? 'den tablet, der leder'}. Den går rundt mellem jer alle, så ingen kan se, hvem der trykkede hvad.`,
		here: ({ count }: { count: number }) =>
			plural(count, {
				one: 'Ét tryk ligger her på tabletten. Det kommer kun med, hvis I trykker her.',
				other: `${count} tryk ligger her på tabletten. De kommer kun med, hvis I trykker her.`,
			}),
		take: 'Lad denne tablet gå rundt',
		taken: 'Nu er det denne tablet, der går rundt',
		notShown: ({ name }: { name: string | undefined }) =>
			`Har nogen trykket på ${name ?? 'en anden tablet'}, bliver det ikke gemt, når I afslutter her.`,
	},
	closeAnyway: 'Afslut alligevel',
	result: ({ step, count }: { step: string; count: number }) => `${step}: ${count}`,
	takeaway: 'Hvad vil I huske til næste gang?',
	seePlan: 'Se planen',
} as const;
