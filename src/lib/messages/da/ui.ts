import { plural } from '../plural.ts';

/** Words that belong to no room: the frame, the base components and the two pages for when something goes wrong. */
export const m = {
	appName: 'Medspil',
	skipToContent: 'Gå til indholdet',
	placesLabel: 'Steder i Medspil',
	close: 'Luk',
	undo: 'Fortryd',
	undone: 'Fortrudt',
	notUndone: 'Det kan ikke fortrydes mere',
	pageTitle: ({ where, title }: { where: string; title?: string }) =>
		[where, title, 'Medspil'].filter(Boolean).join(' · '),

	saved: { long: 'Gemt på denne tablet', short: 'På tabletten' },
	/** All that was written here has come further; what others write now has not. */
	cut: { long: 'Gemt. Uden forbindelse', short: 'Uden net' },
	onServer: { long: 'Gemt på serveren', short: 'På serveren' },
	reached: ({ others }: { others: number }) => ({
		long: plural(others, { one: 'Nået frem til 1 anden', other: `Nået frem til ${others} andre` }),
		short: plural(others, { one: 'Hos 1 anden', other: `Hos ${others} andre` }),
	}),
	saving: { long: 'Gemmer …', short: 'Gemmer' },
	notSaved: { long: 'Gemmes ikke på denne tablet', short: 'Gemmes ikke' },
	howSaved: 'Se, hvordan det er gemt',
	savingAgain: 'Der bliver gemt på tabletten igen.',

	brokeTitle: 'Noget gik galt på skærmen',
	brokeText: 'Det, der stod som gemt, er stadig gemt på tabletten. Hent siden igen, så kan I fortsætte.',
	reload: 'Hent siden igen',
	toStart: 'Gå til forsiden',
	missingTitle: 'Siden findes ikke',
	missingText:
		'Måske er den slettet, eller også er adressen ikke skrevet rigtigt. Alt andet, I har gemt på tabletten, er der stadig.',
	failedTitle: 'Siden kunne ikke åbnes',
	noNetTitle: 'Medspil mangler nettet et øjeblik',
	noNetText:
		'Den første gang skal hele Medspil hentes. Lad siden være åben, til der er net igen, så kan I hente den herfra. Bagefter virker det uden net.',
	failedText: 'Det, I har gemt på tabletten, er der stadig. Prøv at hente siden igen.',
};
