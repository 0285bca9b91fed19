const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function size(bytes: number): string {
	const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
	const style = { style: 'unit', unit: units[step], maximumFractionDigits: step < 3 ? 0 : 1 } as const;
	return new Intl.NumberFormat('da', style).format(bytes / 1000 ** step);
}

/** Words for the device: new versions of the app, getting it on the home screen, and what the browser keeps. */
export const m = {
	updateReady: 'En ny version af Medspil er klar.',
	updateReadyMore: 'Skift, når det passer jer. Alt, hvad I har gemt, bliver liggende.',
	updateTake: 'Skift nu',
	updateWaiting: 'Den nye version venter.',
	updateWaitingMore: 'Medspil skifter af sig selv, når den, der er ved at svare, er færdig.',
	updateTaking: 'Skifter til den nye version …',
	updateUnsaved: 'Medspil har ikke skiftet til den nye version.',
	updateUnsavedMore: 'Noget på skærmen er ikke gemt endnu, og det skal ikke gå tabt.',
	updateTryAgain: 'Prøv igen',
	chunkMissing: 'En del af Medspil kunne ikke hentes.',
	chunkMissingMore: 'Det, I har gemt, er der stadig. Hent siden igen for at komme videre.',
	chunkMissingTake: 'Hent siden igen',

	offlineReady: 'Klar til brug uden net',
	offlineNotReady: 'Endnu ikke klar til brug uden net',

	installTitle: 'Læg Medspil på hjemmeskærmen',
	installWhyApple:
		'Safari kan slette det, I har gemt, når siden ikke har været åbnet i en uge. Det sker ikke, når Medspil ligger på hjemmeskærmen.',
	installStartsEmpty:
		'Medspil begynder tomt på hjemmeskærmen. Har I allerede skrevet noget her, så gem en kopi først, og hent den ind bagefter.',
	installShare: {
		ipad: 'Tryk på Del øverst i Safari.',
		iphone: 'Tryk på Del nederst i Safari.',
	},
	installShareHidden: 'Kan du ikke se Del, så tryk først på de tre prikker.',
	installAdd: 'Vælg Føj til hjemmeskærm.',
	installAddHidden: 'Rul ned, hvis den ikke er at se.',
	installOpen: 'Tryk på Tilføj.',
	installOpenFrom: 'Åbn fra nu af Medspil fra hjemmeskærmen.',
	installWhy: 'Så åbner Medspil som enhver anden app, også uden net.',
	installTake: 'Installer Medspil',
	installed: 'Medspil ligger som app på denne tablet.',

	kept: 'Browseren har lovet at beholde det, I har gemt.',
	mayBeCleared:
		'Browseren kan slette det, I har gemt, hvis tabletten mangler plads. Gem en kopi et andet sted en gang imellem.',
	keepingUnknown:
		'Browseren siger ikke, om den beholder det, I har gemt. Gem en kopi et andet sted en gang imellem.',
	askToKeep: 'Bed browseren om at beholde det',
	notErased: 'Udvalget er ikke slettet. Browseren kan ikke slette på tabletten lige nu. Prøv igen om lidt.',
	space: ({ used, allowed }: { used: number; allowed: number }) =>
		`Medspil fylder ${size(used)} ud af de ${size(allowed)}, der er plads til.`,
};
