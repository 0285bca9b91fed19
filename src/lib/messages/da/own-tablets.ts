import { listed, plural } from '../plural.ts';

interface Count {
	count: number;
}

interface Names {
	names: readonly string[];
}

interface Several {
	/** How many answer on this tablet. */
	people: number;
}

/** Words of the answers that each gives on their own tablet. `du` is one person; `I` those at one tablet, or all of them. */
export const m = {
	needs: {
		title: 'Det skal I bruge',
		text: 'Mindst fire personer, mindst tre tablets og net, mens I sender. Ellers kan tabletten gå rundt.',
		tablets: ({ count }: Count) =>
			`Udvalget har ${plural(count, { one: 'kun én tablet', other: `kun ${count} tablets` })} med lige nu. Få flere med, før I svarer.`,
		invite: 'Se tablets',
		named: 'Her kan alle bagefter se, hvem der har svaret hvad.',
	},

	who: {
		title: 'Hvem svarer på den her tablet?',
		text: 'Vælg dig selv. Er I flere om tabletten, så vælg jer alle. Så går den rundt mellem jer.',
		one: 'Vælg dig selv.',
		same: 'Det er de samme som sidst, der svarer her. Ellers kunne man regne ud, hvad en enkelt har svaret.',
		missing: 'Vælg mindst én.',
		sitsAt: ({ tablet }: { tablet: string | undefined }) =>
			tablet ? `Svarer på ${tablet}` : 'Svarer på en anden tablet',
		isReady: ({ tablet }: { tablet: string | undefined }) => `Færdig på ${tablet ?? 'en anden tablet'}`,
		answered: ({ tablet }: { tablet: string | undefined }) =>
			tablet ? `Har svaret på ${tablet}` : 'Har svaret',
		other: 'Er du ikke på listen? Skriv dit navn',
		begin: 'Begynd at svare',
		goOn: 'Fortsæt',
		moved: ({ name, tablet }: { name: string; tablet: string | undefined }) =>
			`${name} er valgt på ${tablet ?? 'en anden tablet'} og svarer dér nu. Er det forkert, så vælg ${name} igen her. Det, der er svaret, er her stadig.`,
		movedShared: ({ name, tablet }: { name: string; tablet: string | undefined }) =>
			`${name} er valgt på ${tablet ?? 'en anden tablet'} og svarer dér nu. Hvem svarer her?`,
		movedAway: 'De, der svarede her, er ikke valgt her mere. Hvem svarer her nu?',
		takeTitle: ({ names }: Names) => `Skal ${listed(names)} svare her i stedet?`,
		takeText: ({ name, tablet }: { name: string; tablet: string | undefined }) =>
			`${name} er ved at svare på ${tablet ?? 'en anden tablet'}. Vælger I ${name} her, kan der ikke svares videre dér, og det får de at se.`,
		dropTitle: 'Skal svarene herfra slettes?',
		dropText: 'Der er svaret på den her tablet. Vælger I nogle andre, bliver det slettet.',
		take: 'Svar her',
		drop: 'Slet svarene, og begynd',
		keep: 'Nej, vælg igen',
		killed:
			'Der er svaret på den her tablet, men ikke på den her side. Har siden været lukket, er svarene væk. Så svar igen. Er der et andet vindue åbent, så fortsæt dér.',
		stay: 'Luk ikke siden, mens du svarer. Lukker den, begynder du forfra.',
		left: ({ names }: Names) =>
			`${listed(names)} er begyndt at svare her, men siden har været lukket. Svar, der ikke var gjort færdige, er væk. Begynd forfra.`,
		some: ({ answered, of }: { answered: number; of: number }) =>
			`${answered} af ${of} har svaret på den her tablet. Var nogen i gang, begynder den person forfra.`,
	},

	/** The last screen of one's own marks. */
	finish: {
		text: 'Dine svar bliver her på tabletten, til alle er færdige. Så sender du dem. Du kan rette dem indtil da. Luk ikke siden imens.',
		give: 'Jeg er færdig',
	},
	/** Of one of several, who pass the tablet between them. */
	finishShared: {
		text: 'Så bliver dine svar lagt sammen med de andres her på tabletten. Ingen kan se eller ændre dem mere, heller ikke du. Når alle er færdige, sender I dem samlet.',
		give: 'Jeg er færdig',
		given: 'Tak. Dine svar er lagt sammen med de andres.',
	},
	finishNamed: {
		text: 'Når du afleverer, kommer dine svar med dit navn. De andre kan se dem, når billedet er vist. Svarer du igen inden da, er det det sidste, der tæller.',
		give: 'Aflever mine svar',
	},
	hidden: {
		seen: 'Du svarer for dig selv. De andre ser kun, hvordan svarene fordeler sig.',
		private: 'Ingen kan se, hvad netop du svarer',
	},
	named: ({ name }: { name: string }) =>
		`Du svarer som ${name}. De andre kan se dine svar med navn, når billedet er vist.`,

	ready: {
		title: ({ people }: Several) => plural(people, { one: 'Du er færdig', other: 'I er færdige her' }),
		count: ({ ready, of }: { ready: number; of: number }) =>
			`${ready} af ${of} er ${plural(ready, { one: 'færdig', other: 'færdige' })}`,
		text: ({ people }: Several) =>
			plural(people, {
				one: 'Dine svar er ikke sendt endnu. Når alle er færdige, kan du sende dem herfra. Luk ikke siden inden da.',
				other: 'Jeres svar er ikke sendt endnu. Når alle er færdige, sender én af jer dem herfra.',
			}),
		/** Why there is no going on yet. */
		needs: 'Når mindst fire af jer er færdige på mindst tre tablets, kan I gå videre uden de sidste.',
		all: 'Vi er her alle',
		allTitle: 'Skal I vente på nogen?',
		allText: ({ names }: Names) =>
			`${listed(names)} er ikke ${plural(names.length, { one: 'færdig', other: 'færdige' })} endnu. Går I videre nu, kan ${plural(names.length, { one: 'det svar', other: 'de svar' })} ikke komme med.`,
		goOn: 'Gå videre nu',
		wait: 'Vent på de sidste',
		edit: 'Ret dine svar',
		joining: ({ people }: Several) =>
			plural(people, {
				one: 'Tabletten fortæller de andre, at du er færdig.',
				other: 'Tabletten fortæller de andre, at I er færdige.',
			}),
		offline:
			'Tabletten har ikke net lige nu. Svarene bliver her på siden. Så snart der er net, får de andre besked. Luk ikke siden.',
		elsewhere:
			'Der er allerede svaret på den her tablet i et andet vindue. Er det lukket, kan svarene sendes herfra.',
		sealed:
			'I har svaret, og svarene ligger her på tabletten. De kan sendes herfra, når det andet vindue er lukket.',
		takeOver: 'Svar herfra',
	},
	/** Between that somebody asks for their marks, and that they are shown. */
	cover: {
		title: ({ name }: { name: string }) => `Giv tabletten til ${name}`,
		show: 'Vis mine svar',
	},
	notYet: {
		'few-tablets':
			'I skal være færdige på mindst tre tablets. Med færre kan man regne ud, hvad de andre har svaret.',
		'few-people':
			'I skal være mindst fire, der svarer. Med færre er det let at gætte, hvem der har svaret hvad.',
		twice: 'En af jer er færdig på to tablets. Vælg igen, hvem der svarer her, på den ene af dem.',
		'missing-given':
			'Nogle har sendt deres svar, før I begyndte forfra. De skal være med igen, på den samme tablet.',
	},

	seat: {
		away: 'Ikke begyndt',
		answering: 'Svarer',
		ready: 'Færdig',
		given: 'Har sendt',
		waiting: 'Mangler at sende',
	},

	send: {
		title: 'Er det jer, der svarer?',
		text: ({ people }: Several) =>
			`Se listen igennem. ${plural(people, { one: '', other: 'Én af jer sender for alle, der har svaret på den her tablet. ' })}Når I sender, kommer kun de samlede tal frem. Ingen kan se, hvad den enkelte har svaret.`,
		give: ({ people }: Several) => plural(people, { one: 'Send mine svar', other: 'Send vores svar' }),
		wrong: 'Det passer ikke',
	},
	given: {
		title: ({ people }: Several) =>
			plural(people, { one: 'Dine svar er sendt', other: 'Jeres svar er sendt' }),
		sendingTitle: 'Svarene er på vej',
		count: ({ given, of }: { given: number; of: number }) => `${given} af ${of} har sendt`,
		missing: ({ names }: Names) => `I mangler ${listed(names)}.`,
		sending: 'Svarene er ikke sendt endnu. De sendes, så snart tabletten har net. Luk ikke siden.',
	},
	done: {
		title: 'Nu har alle sendt',
		text: 'I ser billedet på alle tablets på én gang.',
		show: 'Vis det fælles billede',
		reading: 'De sidste tal er på vej hertil.',
	},

	again: {
		title: 'Vil I sende forfra?',
		text: 'De svar, der er sendt, bliver smidt væk, og ingen får dem at se. I skal ikke svare igen: Svarene står stadig på de tablets, hvor siden er åben. I skal kun sende igen.',
		bound: 'De, der har sendt, skal også være med næste gang, og der kan ikke komme nye til.',
		take: 'Send forfra',
		keep: 'Vent lidt endnu',
	},
	lost: {
		title: 'Svarene herfra er væk',
		text: 'Siden blev lukket, før svarene var sendt, eller de ligger i et andet vindue. Er vinduet lukket, så tryk »Send forfra«. Så kan I svare igen her, og de andre skal kun sende igen.',
	},
	sealed: {
		title: 'Jeres svar ligger her stadig',
		text: 'Siden blev lukket, før svarene var sendt. Tryk »Send forfra«, så kan de sendes herfra. Ingen skal svare igen, men alle skal sende igen. Er siden åben i et andet vindue, så send fra det.',
	},
	unfit: {
		title: 'Der er noget, der ikke passer',
		text: 'En af jer står på to tablets, eller der sidder andre end sidst ved en tablet. Derfor bliver der ikke sendt noget. Tryk »Send forfra«, og vælg igen, hvem der svarer hvor.',
	},
	late: {
		title: 'De andre er gået videre',
		text: 'Svarene herfra er ikke med. Ingen har sendt endnu, så I kan nå at få dem med: Tryk »Send forfra«.',
		over: 'Nogle har allerede sendt, så svarene herfra kan ikke komme med. Billedet kommer også her, når I viser det.',
	},
	barred: {
		title: 'Svarene herfra kan ikke komme med',
		text: 'Nogle havde sendt, før I begyndte forfra, og så kan der ikke komme nye tablets til. Ellers kunne man regne ud, hvad de nye har svaret. Billedet kommer også her, når I viser det.',
	},
	spoilt: {
		title: 'Tallene passer ikke sammen',
		text: 'En af jeres tablets har sendt noget, der ikke kan passe. Ingen har set nogens svar. Prøv igen. Sker det én gang til, så svar på en anden måde.',
		again: 'Send igen',
	},

	/** Why something did not go, by what the log says. */
	trouble: {
		offline: 'Der er ikke net lige nu. Prøv igen, når tabletten er på nettet. Dine svar er her stadig.',
		'no-key': 'Tabletten mangler noget fra de andre, før den kan være med. Vent et øjeblik, og prøv igen.',
		lost: 'Svarene herfra er væk. Tryk »Send forfra«, og svar igen her.',
		unfit: 'Der sidder andre ved tabletten, end der står på listen. Tryk »Send forfra«.',
		readOnly: 'Den her tablet kan kun se med, så der kan ikke svares på den.',
		changed: 'De andre har lavet noget om imens. Se, hvad der står nu, og prøv igen.',
		other: 'Det lykkedes ikke lige nu. Vent et øjeblik, og prøv igen.',
	},

	noLog: {
		title: 'Den her tablet er alene',
		text: 'For at svare på hver jeres tablet skal udvalget have flere tablets med og en server at mødes på. Svar på en anden måde i stedet.',
	},
	readOnly: 'Den her tablet kan kun se med. Svar på en af de andre. Billedet kommer også her.',
	otherWay: 'I svarer nu på en anden måde. Svarene herfra er ikke sendt.',
	change: 'Hvem svarer her?',
	how: 'Hvem kan se dine svar?',

	open: {
		title: ({ answered, of }: { answered: number; of: number }) => `${answered} af ${of} har svaret`,
		text: 'Svarene bliver vist med navn. De andre kan først se dem, når I viser billedet.',
		given: 'Tak. Dine svar er afleveret.',
		takeTitle: ({ name }: { name: string }) => `Er det dig, der er ${name}?`,
		takeText: ({ is, name, tablet }: { is: string; name: string; tablet: string | undefined }) => {
			const at = tablet ? ` på ${tablet}` : '';
			return is === 'answered'
				? `${name} har svaret${at}. Svarer du igen her, er det de nye svar, der tæller.`
				: `${name} er ved at svare${at || ' på en anden tablet'}. Svarer du her, kan der ikke svares videre dér, og det får de at se.`;
		},
		take: 'Ja, svar her',
		another: 'Nej, vælg et andet navn',
		/** Somebody else has taken the name while this one was marking. */
		taken: ({ name, tablet }: { name: string; tablet: string | undefined }) =>
			`${name} svarer nu på ${tablet ?? 'en anden tablet'}. Det, du har svaret, er her stadig: Vælg, hvem du er, og svar videre.`,
		twice: ({ name, tablet }: { name: string; tablet: string | undefined }) =>
			`${name} har også svaret på ${tablet ?? 'en anden tablet'}, og det er de svar, der tæller. Var det en anden, der svarede her, så aflever svarene igen med det rigtige navn.`,
		rename: 'Ret navnet',
		renaming: ({ name }: { name: string }) =>
			`Svarene, der blev afleveret her som ${name}, er her stadig: Vælg, hvem du er, og aflever dem.`,
		notNow: 'Ret ikke navnet',
		drop: 'Slet svarene herfra',
		late: 'Billedet var allerede vist, så svarene kom ikke med.',
		who: 'Hvem svarer nu?',
		same: 'Det skal være de samme som sidst. Når alle har svaret igen, kan I se det.',
		marked: 'Hvem har svaret hvad',
		markedBefore: 'Hvem svarede hvad før snakken',
		nobody: 'Ingen har svaret på det.',
	},
} as const;
