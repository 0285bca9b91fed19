/** Words of the suggestions that are laid out as cards. */
export const m = {
	title: 'Hvad kunne vi gøre?',
	intro: 'Skriv forslag, ét ad gangen. I kan skrive på flere tablets på samme tid.',
	field: 'Et forslag',
	name: 'Navn på forslaget',
	noName: 'Uden navn',
	add: 'Læg frem',
	nothing: 'Skriv noget først.',
	/** What «uden navn» means: no more and no less. */
	honest:
		'»Uden navn« betyder, at Medspil ikke gemmer, hvem der skrev. Hvilken tablet det kom fra, kan findes, som ved alt andet, I skriver.',
	none: 'Der ligger ingen forslag endnu.',
	how: 'Hører to forslag sammen? Tryk på det ene og så på det andet. Tryk på et forslag for at bruge det.',
	count: ({ count }: { count: number }) => `${count} forslag`,
	/** Stands on each card when another one is chosen. */
	layWith: 'Læg sammen',
	chosen: 'Hører det sammen med et andet? Så tryk »Læg sammen« på det andet.',
	words: 'Ret forslaget',
	heading: 'Overskrift',
	isThere: ({ kind }: { kind: 'goal' | 'action' }) =>
		kind === 'goal' ? 'Er blevet et mål' : 'Er blevet en handling',
	takeOut: 'Tag ud',
	takeOutThis: ({ text }: { text: string }) => `Tag ud: ${text}`,
	remove: 'Fjern',
	done: 'Færdig',
	said: {
		added: 'Forslaget ligger fremme',
		joined: 'Forslagene ligger sammen',
		takenOut: 'Forslaget ligger for sig selv',
		reworded: 'Forslaget er rettet',
		headed: 'Overskriften er rettet',
		removed: 'Forslaget er fjernet',
	},
} as const;
