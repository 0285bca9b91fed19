import { plural } from '../plural.ts';

const oneDecimal = new Intl.NumberFormat('da', { maximumFractionDigits: 1 });

const minutes = (count: number) => plural(count, { one: '1 minut', other: `${count} minutter` });

interface Count {
	count: number;
}

interface Progress {
	answered: number;
	of: number;
}

interface Tablet {
	name: string | undefined;
}

/** Every word of the reflection. `I` is the group, `du` the one who holds the tablet. */
export const m = {
	title: 'Refleksion',
	titleOf: ({ year }: { year: number }) => `Refleksion ${year}`,
	all: 'Jeres refleksioner',
	underWay: 'I gang',
	begunOn: ({ day }: { day: string }) => `Begyndt ${day}`,
	/** With the time, where two began on one day. */
	begunAt: ({ day, at }: { day: string; at: string }) => `Begyndt ${day} kl. ${at}`,
	closedOn: ({ day }: { day: string }) => `Afsluttet ${day}`,
	gone: 'Refleksionen findes ikke mere. Måske er den slettet i et andet vindue.',
	remove: 'Slet refleksionen',
	removeTitle: ({ year }: { year: number }) => `Vil I slette refleksionen for ${year}?`,
	removeWhich: ({ pack, begun }: { pack: string; begun: string }) => `${pack}. ${begun}.`,
	removeText:
		'I kan ikke længere se svarene og det, I har skrevet undervejs. Mål og handlinger bliver i planen.',
	removed: 'Refleksionen er slettet',
	removeShort: 'Slet',
	keep: 'Behold den',
	open: 'Se den igen',

	empty: {
		title: 'Hvordan går det med jeres MED-samarbejde?',
		text: 'I en refleksion svarer I hver for sig på nogle få udsagn. Så ser I det fælles billede, taler om det og vælger, hvad I vil gøre det næste år.',
		start: 'Begynd en refleksion',
	},

	phases: {
		'since-last': 'Siden sidst',
		answers: 'Jeres svar',
		picture: 'Det fælles billede',
		focus: 'Fokus',
		'up-and-down': 'Op og ned',
		across: 'På tværs',
		plan: 'Plan',
		'check-out': 'Tjek-ud',
	},
	phaseHints: {
		'since-last': 'Se, hvad det, I aftalte sidst, er blevet til',
		answers: 'Svar på udsagnene',
		picture: 'Se, hvor I er enige, og hvor I ikke er',
		focus: 'Vælg det, I vil arbejde med',
		'up-and-down': 'Tal om niveauerne over og under jer',
		across: 'Tal om udvalgene på jeres eget niveau',
		plan: 'Se det, I er blevet enige om, samlet',
		'check-out': 'Slut godt af på et minut',
	},
	phasesLabel: 'Refleksionens dele',
	groupIsHere: 'I er nået hertil',
	phaseNumber: ({ number, of }: { number: number; of: number }) => `Del ${number} af ${of}`,
	goOn: ({ phase }: { phase: string }) => `Videre: ${phase}`,
	goBack: 'Tilbage',
	lookingBack: ({ phase }: { phase: string }) => `I kigger tilbage. I er nået til: ${phase}.`,
	/** To who went on writing while the others went on. */
	wentOn: ({ phase }: { phase: string }) => `De andre er gået videre til: ${phase}. Skriv bare færdig.`,
	lookingBackClosed: 'I kigger tilbage. Refleksionen er afsluttet.',
	returnTo: ({ phase }: { phase: string }) => `Gå til ${phase}`,

	start: {
		title: 'Ny refleksion',
		already: ({ year, pack }: { year: number; pack: string }) =>
			`I har allerede en refleksion i gang for ${year}: ${pack}. Skal I ikke hellere fortsætte den?`,
		goOn: 'Fortsæt den',
		year: 'Hvilket år gælder den for?',
		pack: 'Hvilke udsagn vil I bruge?',
		statements: ({ count }: Count) => plural(count, { one: '1 udsagn', other: `${count} udsagn` }),
		ownPack: 'Jeres egen udgave',
		present: 'Hvem er med i dag?',
		presentCount: ({ count }: Count) => plural(count, { one: '1 er med', other: `${count} er med` }),
		guest: 'Er der en gæst med? Skriv navnet',
		isGuest: 'Gæst',
		noMembers:
			'I har ikke skrevet jeres medlemmer ind endnu. Så snart de er der, kan I vælge, hvem der er med.',
		addMembers: 'Tilføj medlemmer',
		someone: 'Skriv navnet på én, der er med',
		addGuest: 'Tilføj',
		nobody: 'Vælg mindst én, der er med.',
		nobodyYet: 'Skriv mindst ét navn her.',
		way: 'Hvordan vil I svare?',
		few: 'Når færre end fire svarer, er det let at gætte, hvem der har svaret hvad. Så passer et fælles svar bedre.',
		begin: 'Begynd',
		cancel: 'Annuller',
	},
	ways: {
		round: {
			title: 'Tabletten går rundt',
			text: 'Hver svarer for sig selv på den samme tablet. De andre ser kun, hvordan svarene fordeler sig.',
		},
		paper: {
			title: 'På papir',
			text: 'Hver udfylder en svarseddel uden navn. Bagefter taster én af jer dem ind.',
		},
		own: {
			title: 'På hver jeres tablet, uden navn',
			text: 'Hver svarer på sin egen tablet, eller I er flere om én. Ingen kan se, hvad den enkelte har svaret, heller ikke serveren. Det kræver mindst tre tablets og net.',
		},
		open: {
			title: 'På hver jeres tablet, med navn',
			text: 'Hver svarer på sin egen tablet, eller I er flere om én. Når billedet er vist, kan alle se, hvem der har svaret hvad.',
		},
		common: {
			title: 'Ét fælles svar',
			text: 'I taler om hvert udsagn og vælger et svar sammen. Godt, når I er færre end fire.',
		},
	},
	/** `name` is that of the other tablet, if it is known. */
	elsewhere: {
		title: ({ name }: Tablet) => `Svarene tages på ${name ?? 'en anden tablet'}`,
		text: 'Lad den tablet gå rundt. Billedet kommer også her, når I viser det.',
		take: 'Tag svarene her i stedet',
		takeTitle: 'Vil I tage svarene her?',
		takeText: ({ name }: Tablet) =>
			`Det er til, hvis den anden tablet er væk eller løbet tør for strøm. De svar, der er afleveret på ${name ?? 'den'}, kommer ikke med.`,
		leave: 'Lad den anden gå rundt',
		here: ({ count }: Count) =>
			plural(count, {
				one: 'Her på tabletten ligger ét svar. Det kommer kun med, hvis I tager svarene her.',
				other: `Her på tabletten ligger ${count} svar. De kommer kun med, hvis I tager svarene her.`,
			}),
		lost: ({ count }: Count) =>
			plural(count, {
				one: 'Billedet er vist fra en anden tablet. Ét svar her på tabletten kom ikke med.',
				other: `Billedet er vist fra en anden tablet. ${count} svar her på tabletten kom ikke med.`,
			}),
		taken: 'Svarene tages nu på en anden tablet. Det, du var ved at svare, er ikke gemt.',
	},
	changeWay: 'Svar på en anden måde',
	changeWayText: 'De svar, der er afleveret, bliver slettet, og I begynder forfra med at svare.',
	changeWayTake: 'Svar sådan i stedet',

	sinceLast: {
		title: 'Siden sidst',
		intro: ({ year }: { year: number }) =>
			`Det her aftalte I i planen for ${year}. Tag et hurtigt kig på, hvad der er sket.`,
		open: ({ count }: Count) =>
			plural(count, {
				one: 'Én handling er ikke færdig endnu',
				other: `${count} handlinger er ikke færdige endnu`,
			}),
		allDone: 'Alt det, I aftalte sidst, er gjort. Godt gået.',
		first: 'Det er jeres første refleksion her, så der er ikke noget at følge op på endnu.',
		nothingBefore: 'Der står ikke noget i planerne for årene før, så der er ikke noget at følge op på.',
		allDecided: 'I har været det hele igennem.',
		done: 'Færdig',
		keep: 'Tag med',
		drop: 'Ikke aktuel mere',
		decided: {
			done: 'Handlingen er færdig',
			kept: 'Handlingen er med i den nye plan',
			dropped: 'Handlingen er ikke aktuel mere',
			open: 'Handlingen er ikke færdig endnu',
		},
	},

	cover: {
		firstTitle: 'Hvem begynder?',
		title: 'Giv tabletten videre',
		progress: ({ answered, of }: Progress) => `${answered} af ${of} har svaret`,
		minutesEach: ({ count }: Count) => `Cirka ${minutes(count)} til hver`,
		sit: 'Sæt dig, så kun du kan se skærmen.',
		ready: 'Det er min tur',
		private: 'Medspil gemmer ikke, hvem der har svaret hvad.',
		how: 'Sådan holdes svarene private',
		again: 'Var nogen i gang med at svare, begynder den person forfra.',
		oneMore: 'Der er kommet én til',
		more: 'Andet',
		leave: 'Gå ud af runden',
		inMemory:
			'Tabletten kan ikke gemme svarene lige nu. De holder kun, så længe siden er åben. Luk den ikke, før I har set billedet.',
	},

	answering: {
		title: 'Dine egne svar',
		chip: ({ topic, number, of }: { topic: string; number: number; of: number }) =>
			`${topic} · ${number} af ${of}`,
		progress: ({ number, of }: { number: number; of: number }) => `${number} af ${of}`,
		hidden: {
			seen: 'Du svarer for dig selv. De andre ser kun, hvordan svarene fordeler sig.',
			private: 'Dine svar gemmes ikke med navn',
		},
		back: 'Tilbage',
		next: 'Næste',
		skip: 'Spring over',
		none: 'Svar på begge spørgsmål, eller spring udsagnet over.',
		half: 'Du mangler at svare på det ene spørgsmål. Svar på det, eller spring udsagnet over.',
		time: ({ minutes: used, left }: { minutes: number; left: number }) =>
			[
				used > 0 ? `Du har brugt ${minutes(used)}` : '',
				left > 1 ? `${left} udsagn tilbage` : left === 1 ? 'Det sidste udsagn' : 'Ingen udsagn tilbage',
			]
				.filter((part) => part !== '')
				.join(' · '),
		stop: 'Afbryd',
		stopTitle: 'Vil du afbryde?',
		stopText: 'Dine svar bliver slettet. Du kan begynde forfra, når du får tabletten igen.',
		stopConfirm: 'Afbryd og slet svarene',
		stopCancel: 'Svar videre',
	},

	handIn: {
		title: 'Er du færdig?',
		summary: ({ answered, of }: Progress) =>
			answered === of
				? plural(of, { one: 'Du har svaret på udsagnet.', other: `Du har svaret på alle ${of} udsagn.` })
				: `Du har svaret på ${answered} af ${of} udsagn.`,
		text: 'Når du afleverer, bliver dine svar lagt sammen med de andres. Så kan de ikke ses eller ændres mere, heller ikke af dig.',
		review: 'Se dine svar igen',
		give: 'Aflever mine svar',
		given: 'Tak. Dine svar er afleveret.',
		late: 'Billedet var allerede vist, så de sidste svar kom ikke med.',
	},

	allAnswered: {
		title: 'Nu har alle svaret',
		text: 'Læg tabletten, så alle kan se den.',
		shown: 'I har svaret, og billedet er vist',
		counted: ({ count }: Count) => plural(count, { one: 'Én har svaret.', other: `${count} har svaret.` }),
		show: 'Vis det fælles billede',
		noMore: 'Når billedet er vist, kan der ikke komme flere svar til.',
		showNow: 'Vis billedet nu',
		earlyTitle: 'Skal I vente på nogen?',
		earlyText: ({ count }: Count) =>
			plural(count, {
				one: 'Én har ikke svaret endnu. Når billedet er vist, kan der ikke komme flere svar til.',
				other: `${count} har ikke svaret endnu. Når billedet er vist, kan der ikke komme flere svar til.`,
			}),
		wait: 'Vent på de sidste',
		few: ({ count }: Count) => {
			const some = plural(count, { one: 'Kun én har svaret', other: `Kun ${count} har svaret` });
			const said = count === 0 ? 'Ingen har svaret endnu' : some;
			return `${said}. Et udsagn bliver først tegnet, når mindst fire har svaret på det.`;
		},
	},

	slips: {
		title: 'Svarsedler',
		intro: 'Print svarsedlerne, og giv én til hver. Saml dem ind, bland dem, og tast dem ind.',
		howMany: 'Hvor mange skal I bruge?',
		print: 'Print svarsedler',
		onSlip: 'Sæt ét kryds i hver linje. Skriv ikke navn.',
		typeIn: 'Tast svarsedler ind',
		number: ({ number }: { number: number }) => `Svarseddel ${number}`,
		keys: 'Tast 1 til 4 for hvert svar. Tast 0, når et svar mangler.',
		check: 'Se sedlen efter, før du går videre. Bagefter kan den ikke rettes.',
		next: 'Aflever, og tag næste',
		blank: 'Tom seddel',
		isBlank: 'Sedlen bliver afleveret uden svar.',
		nothing: 'Der er ikke tastet noget. Er sedlen tom, så tryk først »Tom seddel«.',
		half: 'Kun ét kryds: tæller ikke med',
		stop: 'Færdig',
		leaveTitle: 'Sedlen er ikke afleveret',
		leaveText: 'Går du nu, bliver det, du har tastet fra den her seddel, slettet.',
		leaveTake: 'Gå, og slet det tastede',
		leaveStay: 'Tast videre',
		printText: 'Én til hver, uden navn. Klip dem fra hinanden.',
		printHow: 'Print på A4, klip sedlerne fra hinanden, og giv én til hver.',
		pages: ({ count }: Count) => plural(count, { one: '1 ark', other: `${count} ark` }),
		slipTitle: ({ year }: { year: number }) => `Svarseddel · Refleksion ${year}`,
		typedOf: ({ answered, of }: Progress) => `${answered} af ${of} sedler er tastet ind`,
		early: ({ answered, of }: Progress) => `${answered} af ${of} er tastet ind. Vis alligevel?`,
		typed: ({ count }: Count) =>
			plural(count, { one: '1 svarseddel er tastet ind', other: `${count} svarsedler er tastet ind` }),
		shred: 'Riv sedlerne i stykker, når billedet er vist.',
	},

	common: {
		title: 'Jeres fælles svar',
		intro: 'Læs udsagnet højt, tal om det, og vælg det svar, I kan være fælles om.',
		unsure: 'Bliver I ikke enige, så gå bare videre. I kan tale om det igen bagefter.',
		done: 'Se det fælles billede',
		nothing: 'Der er ikke noget at vise endnu. Svar på begge spørgsmål ved mindst ét udsagn.',
		clear: 'Fjern svaret',
		cleared: 'Svaret er fjernet',
	},

	picture: {
		title: 'Sådan ser I det',
		introCommon: 'Prikkerne viser de svar, I har valgt sammen.',
		fields: {
			strengthen: 'Styrk',
			celebrate: 'Fejr og bevar',
			wait: 'Kan vente',
			keep: 'Hold ved lige',
		},
		importance: 'Vigtigt for os',
		success: 'Det lykkes i dag',
		importanceShort: 'Vigtigt',
		successShort: 'Lykkes',
		viewsLabel: 'Sådan vil I se billedet',
		/** One dot for a screen reader; marks are means from 1 to 4. */
		dot: ({
			label,
			importance,
			success,
			field,
		}: {
			label: string;
			importance: number;
			success: number;
			field: string;
		}) =>
			`${label}. Vigtigt: ${oneDecimal.format(importance)} af 4. Lykkes: ${oneDecimal.format(success)} af 4. Felt: ${field}.`,
	},

	talkFirst: {
		title: 'Tal om disse først',
		none: 'I ser ret ens på det, og det vigtigste lykkes. Vælg selv, hvad I vil tale om.',
		nothingDrawn: 'Færre end fire har svaret, så billedet er ikke tegnet.',
		oneByOne: 'Gå udsagnene igennem, og tal om dem ét for ét.',
		reasons: {
			disagreement: 'I ser forskelligt på det. Tag en runde: Hvad ser du, som vi andre ikke ser?',
			'important-not-succeeding': 'Det er vigtigt for jer, men det lykkes ikke endnu. Hvad står i vejen?',
			both: 'Det er vigtigt for jer, det lykkes ikke endnu, og I ser forskelligt på det. Hør hinanden, før I finder løsninger.',
			'too-few': 'Færre end fire har svaret, så svarene er ikke tegnet. Tal om det i stedet.',
		},
	},

	table: {
		caption: 'Det fælles billede som tabel',
		statement: 'Udsagn',
		answers: 'Svar',
		/** `2 Vigtigt, 4 Meget vigtigt`; steps that nobody chose are left out. */
		spread: ({ labels, counts }: { labels: readonly string[]; counts: readonly number[] }) =>
			labels
				.map((label, step) => ({ label, count: counts[step] ?? 0 }))
				.filter(({ count }) => count > 0)
				.map(({ label, count }) => `${count} ${label}`)
				.join(', '),
		notDrawn: 'Færre end fire svar',
	},

	focus: {
		title: 'Hvad vil I arbejde med?',
		intro: 'Tryk på det, I vil tage fat på. I skal ikke stemme, men tale jer frem til det.',
		many: 'Jo færre I vælger, jo mere når I. To eller tre er ofte nok.',
		number: ({ number, of }: { number: number; of: number }) => `Fokus ${number} af ${of}`,
		nextFocus: 'Næste fokus',
		none: 'I har ikke valgt et fokus endnu.',
		letGo: ({ label }: { label: string }) =>
			`»${label}« er ikke jeres fokus mere. Det, I skrev, er gemt til I vælger det igen.`,
	},

	writing: {
		toGoal: 'Gør til mål',
		toAction: 'Gør til handling',
		goalMade: 'Målet står i planen',
		actionMade: 'Handlingen står i planen',
		inPlan: 'Står i planen',
		nothing: 'Skriv noget først.',
	},

	upAndDown: {
		own: 'Jeres eget niveau',
		above: ({ level }: { level: string }) => `Over jer: ${level}`,
		below: ({ level }: { level: string }) => `Under jer: ${level}`,
		nothingWritten: ({ level }: { level: string }) =>
			`Der er ikke skrevet udsagn for ${level}. Tal om, hvad ${level} skal vide fra jer, og hvad I har brug for den anden vej.`,
		belowLowestTitle: 'Under jer: arbejdsmiljøgruppen og jeres kolleger',
		belowLowest:
			'Under jer er der ikke noget MED-udvalg. Tal om, hvad arbejdsmiljøgruppen og jeres kolleger har brug for fra jer, og hvad I har brug for at høre fra dem.',
		aboveHighest: 'Over jer er der ikke noget MED-udvalg. Tal om, hvem I ellers skal have med.',
	},

	clock: {
		title: 'Ordet rundt',
		open: ({ minutes: count }: { minutes: number }) => `Ordet rundt · ${count} min.`,
		intro: 'Én taler ad gangen. De andre lytter.',
		each: 'Tid til hver',
		begin: 'Start runden',
		turn: ({ name }: { name: string }) => `${name} har ordet`,
		next: ({ name }: { name: string }) => `Næste er ${name}`,
		last: 'Den sidste i runden',
		goOn: 'Næste',
		pass: 'Pas',
		pause: 'Pause',
		resume: 'Fortsæt',
		paused: 'Uret holder pause',
		timeUp: 'Tiden er gået. Gør sætningen færdig.',
		done: 'Alle har haft ordet',
		again: 'Tag en runde til',
		close: 'Luk uret',
	},

	plan: {
		title: 'Jeres plan',
		intro: 'Det her er I blevet enige om. Sæt navn og dato på, så det bliver til noget.',
		goals: ({ count }: Count) => plural(count, { one: '1 mål', other: `${count} mål` }),
		actions: ({ count }: Count) => plural(count, { one: '1 handling', other: `${count} handlinger` }),
		missing: ({ count }: Count) =>
			plural(count, {
				one: 'Én handling mangler navn eller dato',
				other: `${count} handlinger mangler navn eller dato`,
			}),
		complete: 'Alle handlinger har navn og dato.',
		empty:
			'Planen er tom endnu. Gå tilbage til jeres fokus, og gør det, I har skrevet, til mål og handlinger.',
		open: 'Åbn planen',
	},

	checkOut: {
		title: 'Tjek-ud',
		intro: 'Tag et minut, før I går. Hver siger én kort ting.',
		prompts: [
			'Hvad tager du med herfra?',
			'Hvad hjalp os med at tale godt sammen?',
			'Hvad skal vi gøre anderledes næste gang?',
		],
		question: 'Hvor godt synes du, vi brugte tiden?',
		steps: ['Ikke så godt', 'Nogenlunde', 'Godt', 'Rigtig godt'],
		hint: 'Et tryk fra hver. Der kommer ikke navn på.',
		counted: ({ answered, of }: Progress) => `${answered} af ${of} har trykket`,
		close: 'Afslut refleksionen',
		thanks: 'Refleksionen er afsluttet. Tak for i dag.',
		closed: 'I kan altid se den igen, og planen kan I blive ved med at ændre.',
		reopen: 'Åbn refleksionen igen',
		reopened: 'Refleksionen er åben igen',
	},

	resume: {
		reached: ({ phase }: { phase: string }) => `I nåede til: ${phase}.`,
		goOn: 'Fortsæt',
		round: ({ answered, of }: Progress) =>
			`${answered} af ${of} nåede at aflevere, og de svar er her stadig. Var nogen i gang, begynder den person forfra.`,
		lost: 'Svarene fra runden kan ikke læses mere på den her tablet. Tag runden igen.',
		again: 'Begynd forfra',
		unreadable: 'Svarene kan ikke læses lige nu. De er der stadig. Prøv igen om lidt.',
		overTitle: 'Vil I begynde forfra?',
		overText: 'Alle de svar, der er afleveret, bliver slettet, og alle skal svare igen.',
		keep: 'Behold svarene',
		startedOver: 'Svarene er slettet. I kan begynde forfra.',
		stuck: 'Tabletten kunne ikke slette svarene. Prøv igen.',
	},

	lastYear: {
		better: 'Det lykkes bedre end sidst',
		same: 'Det lykkes omtrent som sidst',
		worse: 'Det lykkes mindre godt end sidst',
		newStatement: 'Nyt udsagn siden sidst',
		otherWords: 'Udsagnet var skrevet anderledes sidst.',
		careful: 'Prikkerne kan også flytte sig, fordi det er andre, der har svaret. Tal om, hvad der er sket.',
	},
} as const;
