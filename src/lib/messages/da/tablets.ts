import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { listed, plural } from '../plural.ts';

interface Name {
	name: string;
}

interface Count {
	count: number;
}

const role: Record<Role, { label: string; hint: string; chip: string }> = {
	write: {
		label: 'Må læse og skrive',
		hint: 'Kan skrive med overalt, og kan invitere flere, der må det samme.',
		chip: 'Læser og skriver',
	},
	read: {
		label: 'Må kun læse',
		hint: 'Kan se det hele, men ikke ændre noget.',
		chip: 'Læser kun',
	},
	admin: {
		label: 'Må også fjerne tablets',
		hint: 'Kan desuden bestemme, hvad de andre tablets må, og printe nødarket.',
		chip: 'Må også fjerne tablets',
	},
};

const hours = ({ count }: Count) => plural(count, { one: '1 time', other: `${count} timer` });
const minutes = ({ count }: Count) => plural(count, { one: '1 minut', other: `${count} minutter` });

/** Why something did not happen, and what to do. */
const cause = {
	offline: 'Der er ikke forbindelse til serveren lige nu. Intet er ændret. Prøv igen, når der er net.',
	wait: 'Denne tablet er ikke helt med endnu. Lad den være på nettet et øjeblik, og prøv igen.',
	'not-allowed': 'Det må denne tablet ikke. Gør det på en tablet, der også må fjerne andre.',
	removed: 'Denne tablet er taget ud af udvalget og kan ikke ændre noget mere.',
	'last-admin':
		'Det er den sidste tablet, der må fjerne andre. Giv en anden tablet lov til det først, så I ikke bliver låst ude.',
	full: 'Der er plads til 200 tablets og åbne links, og nu er der fuldt. Fjern en, I ikke bruger mere.',
	again: 'En anden tablet ændrede noget i samme øjeblik. Prøv igen.',
	done: 'Det er allerede sket, måske på en anden tablet. Se listen.',
	busy: 'Serveren kan ikke tage imod lige nu. Intet er ændret. Prøv igen om lidt.',
	update:
		'Medspil her og på serveren passer ikke sammen. Skift til den nye version af Medspil, og prøv igen.',
};

const refused = {
	offline: {
		title: 'Der er ikke forbindelse til serveren',
		text: 'Linket er ikke brugt. Bliv på siden, og prøv igen, når der er net.',
	},
	over: {
		title: 'Linket virker ikke mere',
		text: 'Enten er det brugt én gang, trukket tilbage, eller også er der gået mere end 48 timer. Bed den, der inviterede dig, om et nyt.',
	},
	spent: {
		title: 'Linket er allerede brugt',
		text: 'Et link lukker én tablet ind. Bed den, der inviterede dig, om et nyt til denne tablet.',
	},
	withdrawn: {
		title: 'Linket er trukket tilbage',
		text: 'Spørg den, der inviterede dig, om der er lavet et nyt.',
	},
	expired: {
		title: 'Linket er blevet for gammelt',
		text: 'Et link virker i 48 timer. Bed den, der inviterede dig, om et nyt.',
	},
	mangled: {
		title: 'Linket er ikke helt',
		text: 'Noget er faldet af eller skrevet forkert. Hent det hele igen, helt til sidste bogstav, eller scan koden.',
	},
	known: {
		title: 'Denne tablet er allerede med',
		text: 'Linket er ikke brugt. Giv det til den tablet, det var tænkt til.',
	},
	ownLink: {
		title: 'Denne tablet er allerede med',
		text: 'Linket har lukket denne tablet ind og kan ikke bruges igen. Skal en anden tablet med, så lav et nyt link.',
	},
	knownOver: {
		title: 'Denne tablet er allerede med',
		text: 'Linket kan ikke bruges mere. Skal en anden tablet med, så lav et nyt.',
	},
	untrusted: {
		title: 'Noget stemmer ikke',
		text: 'Det, serveren svarede, passer ikke til linket. Tabletten er ikke kommet med. Sig det til den, der inviterede dig, og bed om et nyt link.',
	},
	'other-server': {
		title: 'Udvalget er ikke på denne server',
		text: 'Linket hører til et udvalg et andet sted, eller udvalget har ikke været på nettet endnu. Bed den, der inviterede dig, om at åbne Medspil med net, og prøv igen.',
	},
	full: {
		title: 'Der er ikke plads til flere tablets',
		text: 'Bed den, der inviterede dig, om at fjerne en tablet, I ikke bruger mere. Linket er ikke brugt.',
	},
	busy: {
		title: 'Serveren kan ikke tage imod lige nu',
		text: 'Linket er ikke brugt. Vent et øjeblik, og prøv igen.',
	},
	failed: {
		title: 'Noget gik galt på tabletten',
		text: 'Måske er der ikke plads, eller browseren vil ikke gemme. Linket er næppe brugt. Prøv igen, eller hent siden igen, og brug det samme link.',
	},
	update: {
		title: 'Medspil skal opdateres først',
		text: 'Linket er lavet med en anden version. Hent siden igen med net, skift til den nye version, og brug linket bagefter. Det er ikke brugt.',
	},
};

const camera = {
	refused: {
		title: 'Medspil må ikke bruge kameraet.',
		text: 'Giv lov i browserens eller tablettens indstillinger, og prøv igen. Eller kom med på en af de andre måder.',
	},
	none: {
		title: 'Der er ikke noget kamera, Medspil kan bruge.',
		text: 'Kom med på en af de andre måder.',
	},
	busy: {
		title: 'Kameraet er optaget.',
		text: 'Et andet program bruger det. Luk det, og prøv igen. Eller kom med på en af de andre måder.',
	},
};

/** Words for the tablets of a committee: who is in, how one gets in and out, and the recovery sheet («nødark»). */
export const m = {
	title: 'Tablets',
	tabletOf: ({ owner }: { owner: string }) => `${owner} tablet`,
	numbered: ({ number }: { number: number }) => `Tablet ${number}`,
	another: ({ name, number }: Name & { number: number }) => `${name} (${number})`,
	role,

	card: {
		title: 'Tablets i udvalget',
		text: 'Det, I skriver på én tablet, kommer også på de andre, der er med.',
		count: ({ count }: Count) => plural(count, { one: '1 tablet er med', other: `${count} tablets er med` }),
		locked: 'På vejen er det låst, så serveren ikke kan læse det.',
		open: 'Se tablets',
		why: 'Se hvorfor',
	},

	list: {
		title: 'De er med',
		here: 'Denne tablet',
		nowHere: 'Her lige nu',
		heardJustNow: 'Set for et øjeblik siden',
		heardMinutes: ({ count }: Count) => `Sidst set for ${minutes({ count })} siden`,
		heardToday: ({ time }: { time: string }) => `Sidst set i dag kl. ${time}`,
		heardYesterday: ({ time }: { time: string }) => `Sidst set i går kl. ${time}`,
		heardOn: ({ day }: { day: string }) => `Sidst set ${day}`,
		neverHeard: 'Ikke set endnu',
		hasAll: 'Har det hele',
		isBehind: 'Mangler det nyeste',
		bySheet: 'Kom ind med nødarket',
		unchecked: 'Tallene er ikke tjekket',
		check: 'Tjek tallene',
		checkOne: ({ name }: Name) => `Tjek tallene: ${name}`,
		change: 'Ret',
		changeOne: ({ name }: Name) => `Ret ${name}`,
		lost: 'Er en tablet blevet væk? Tryk på Ret ud for den, og tag den ud med det samme.',
	},

	alone: {
		title: 'Udvalget er kun på denne tablet',
		example:
			'Eksemplet er kun til at prøve med. Det kommer ikke på serveren, og ingen andre tablets kan komme med i det.',
		notKept:
			'Tabletten gemmer ikke lige nu, og så kan udvalget ikke deles. Gem en kopi som fil, og åbn Medspil igen.',
		notYet:
			'Der har ikke været forbindelse til en server, der tager imod udvalget. Alt virker her på tabletten imens. Når der er forbindelse, kan I invitere flere.',
		asksWord:
			'Serveren tager kun imod nye udvalg fra dem, der har fået et ord til det. Alt virker her på tabletten imens.',
		meanwhile:
			'Vil I have udvalget på en tablet mere allerede nu, kan I gemme en kopi som fil og hente den ind dér. De to tablets går så videre hver for sig og ser ikke, hvad der bliver skrevet på den anden, før den ene har inviteret den anden. Så bliver alt samlet.',
	},

	founding: {
		text: 'Har I fået ordet af den, der passer serveren, så skriv det her. Det er kun nødvendigt én gang på denne tablet.',
		word: 'Ordet fra den, der passer serveren',
		save: 'Brug ordet',
		empty: 'Skriv ordet først.',
		failed: 'Ordet kunne ikke gemmes på tabletten. Prøv igen.',
	},

	away: {
		title: 'Der er ikke forbindelse til serveren lige nu.',
		text: 'I kan skrive videre, og I kan se og navngive tablets her. Invitere, fjerne og ændre, hvad en tablet må, går først, når der er forbindelse igen.',
	},

	removed: {
		title: 'Denne tablet er taget ud af udvalget.',
		text: 'Det, der er her, kan I stadig læse. Der kommer ikke noget nyt, og I kan ikke skrive mere her.',
	},

	/** One that has written something which never got out. */
	removedHolding: {
		title: 'Denne tablet er taget ud af udvalget.',
		text: 'Noget af det, der er skrevet her, nåede ikke ud til de andre: Det er kun på denne tablet. Skal de have det, så bed om et nyt link. Kommer tabletten med igen, følger det med.',
	},

	readsOnly: {
		title: 'Denne tablet må kun læse.',
		text: 'I kan se det hele, men ikke ændre noget her. Vil I skrive med, så giv den lov på en tablet, der også må fjerne andre.',
	},

	mayNot: {
		invite: 'Denne tablet må kun læse. Skal en ny tablet med, så inviter den fra en af de andre.',
		'not-admin': 'Det kan kun gøres på en tablet, der også må fjerne tablets.',
		'last-admin':
			'Det er den sidste tablet, der må fjerne andre. Giv først en anden tablet lov, så I ikke bliver låst ude.',
		rename: 'Denne tablet må kun læse, så navnet rettes på en af de andre.',
		withdraw: 'Kan trækkes tilbage på den tablet, der lavede det.',
	},

	edit: {
		title: ({ name }: Name) => `Ret ${name}`,
		nameTitle: 'Navn',
		who: 'Hvem bruger tabletten?',
		nobody: 'Den er fælles',
		label: 'Hvad skal den hedde?',
		labelHint: 'For eksempel Stuens tablet. Kan udelades.',
		save: 'Gem navnet',
		renamed: ({ name }: Name) => `Den hedder nu ${name}`,
		may: 'Hvad må den?',
		give: 'Gem, hvad den må',
		given: ({ name, role: given }: Name & { role: Role }) =>
			`${name}: ${role[given].label.charAt(0).toLocaleLowerCase('da')}${role[given].label.slice(1)}`,
		digits: 'De seks cifre',
		digitsText: 'De står også på den tablet, der kom med. Læs dem højt for hinanden, hvis I er i tvivl.',
		uncheckedText:
			'De er ikke tjekket. De står også på den tablet, der kom med. Læs dem højt for hinanden. Er de ikke ens, så tag tabletten ud.',
		checked: ({ name }: Name) => `${name}: tallene er ens`,
		remove: 'Tag tabletten ud',
		asking: 'Spørger serveren …',
	},

	remove: {
		title: ({ name }: Name) => `Vil I tage ${name} ud?`,
		stays: 'Det, den har nået at sende, bliver i udvalget.',
		reads: 'Den får ikke noget nyt at læse fra nu af.',
		seen: 'Det, den allerede har hentet, kan ingen tage tilbage. Har I tabletten, så slet udvalget på den også.',
		links: 'Alle åbne links holder op med at virke. Den kan have set dem.',
		sheets:
			'Har nogen, der brugte den, også nødarket, så lav et nyt bagefter. Så virker det gamle ikke mere.',
		along: 'Tag også dem ud, som den har lukket ind',
		oneSheet: 'et nødark, der er lavet på den',
		alongNames: ({ names }: { names: readonly string[] }) => `Det er ${listed(names)}.`,
		doneAlong: ({ name, count }: Name & Count) =>
			`${name} og ${plural(count, { one: '1, den lukkede ind,', other: `${count}, den lukkede ind,` })} er taget ud`,
		notAll: ({ name, count }: Name & Count) =>
			`${name} er taget ud, men ${plural(count, { one: '1 af dem, den lukkede ind, er', other: `${count} af dem, den lukkede ind, er` })} her endnu. Tag dem ud en ad gangen.`,
		own: 'Det er denne tablet. Det, der er på den, bliver liggende, til I selv sletter det.',
		forEver: 'Det kan ikke fortrydes. Skal den med igen, så inviter den på ny.',
		keep: 'Lad den blive',
		confirm: 'Tag den ud',
		done: ({ name }: Name) => `${name} er taget ud`,
	},

	links: {
		title: 'Åbne links',
		text: 'Et link lukker én tablet ind, én gang.',
		to: ({ name }: Name) => `Til ${name}`,
		toSomebody: 'Til en ny tablet',
		hoursLeft: ({ count }: Count) => `Virker i ${hours({ count })} endnu`,
		minutesLeft: ({ count }: Count) => `Virker i ${minutes({ count })} endnu`,
		over: 'For gammelt',
		withdraw: 'Træk tilbage',
		withdrawOne: ({ name }: Name) => `Træk tilbage: ${name}`,
		withdrawn: 'Linket er trukket tilbage',
	},

	invite: {
		open: 'Inviter en tablet',
		title: 'Inviter en tablet',
		may: 'Hvad må den nye tablet?',
		who: 'Hvem skal bruge den?',
		whoHint: 'Kan udelades.',
		unsaid: 'Det siger vi ikke nu',
		back: 'Tilbage',
		done: 'Færdig',
		make: 'Lav linket',
		making: 'Laver linket …',
		shownTitle: 'Kom med her',
		shown: 'Åbn Medspil på den nye tablet, tryk »Kom med i et udvalg«, og hold kameraet hen over koden.',
		orSend: 'Er den et andet sted, så send linket til den, der skal bruge den, og kun til den.',
		code: 'Koden, som den nye tablet skal scanne',
		link: 'Linket',
		copy: 'Kopiér linket',
		copied: 'Linket er kopieret',
		notCopied: 'Linket kunne ikke kopieres. Marker det, og kopiér det selv.',
		share: 'Send linket',
		shareTitle: 'Kom med i udvalget i Medspil',
		once: 'Linket virker én gang, i 48 timer. Det kan ikke vises igen, når I lukker, men I kan altid lave et nyt.',
		waiting: 'Venter på den nye tablet. Når den er med, står det her.',
		arrived: ({ name }: Name) => `${name} er med`,
		compare: 'Læs tallene højt for hinanden. Der skal stå de samme på begge skærme.',
		same: 'Tallene er ens',
		different: 'Tallene er ikke ens',
		confirmed: ({ name }: Name) => `${name} er med, og tallene er ens`,
		askOut: {
			title: 'Vil I tage tabletten ud igen?',
			look: 'Se efter én gang til. Læste I fra den rigtige skærm?',
			possible:
				'Er tallene ikke ens, kan linket være brugt af en anden end den, I ventede. Så skal den tablet ikke være med.',
			forEver: 'Det kan ikke fortrydes. Skal den med igen, så lav et nyt link.',
			keep: 'Se efter igen',
			confirm: 'Tag den ud',
		},
		thrownOut:
			'Tabletten er taget ud igen. Linket kan være brugt af en anden end den, I ventede. Lav et nyt, og giv det direkte til den, der skal have det.',
	},

	cameBySheet: {
		title: ({ name }: Name) => `${name} er kommet ind med nødarket.`,
		text: 'Ved I ikke af det, så tag den ud under Tablets, og lav et nyt nødark.',
		seen: 'Set',
	},

	/** A committee that came in a file. */
	apart: {
		title: 'Udvalget er hentet fra en fil og går videre her for sig selv.',
		text: 'Er det også på en anden tablet, ser de to ikke, hvad der bliver skrevet på den anden, før den ene har inviteret den anden. Så bliver alt samlet, og intet går tabt.',
		haveLink: 'Brug et link, I har fået',
		seen: 'Set',
	},

	sheet: {
		title: 'Nødark',
		cardText:
			'Et stykke papir, der kan lukke en ny tablet ind, hvis alle jeres tablets bliver væk eller går i stykker.',
		printedOn: ({ day }: { day: string }) => `Printet ${day}`,
		none: 'I har ikke printet det endnu.',
		several: ({ count }: { count: number }) =>
			`Der findes ${count} nødark, som virker. Lav et nyt, så virker de andre ikke mere.`,
		madeOn: ({ name }: Name) => `Lavet på ${name}`,
		madeOnGone: 'Lavet på en tablet, der ikke er med mere',
		notSaidPrinted: 'Ingen har sagt, at det er printet',
		end: 'Gør ugyldigt',
		endOne: ({ what }: { what: string }) => `Gør ugyldigt: ${what}`,
		endTitle: 'Vil I gøre nødarket ugyldigt?',
		endText:
			'Så lukker det ingen ind mere, heller ikke jer selv. Det kan ikke fortrydes, men I kan altid lave et nyt.',
		endKeep: 'Lad det være',
		ended: 'Nødarket virker ikke mere',
		unknown:
			'Der findes et nødark, som virker, uden at nogen har sagt, at det er printet. Kender I det ikke, så lav et nyt.',
		open: 'Lav nødarket',
		openAnew: 'Lav et nyt nødark',
		anew: 'Når det nye er printet, virker det gamle ikke mere.',
		remindTitle: 'Print jeres nødark.',
		remindText: 'Så kan I komme ind igen, hvis alle tablets bliver væk.',
		later: 'Mind os om det om en uge',
		why: 'Nødarket er jeres ekstranøgle på papir. Bliver alle tablets væk, kan en ny tablet komme ind med det og hente alt, hvad I har skrevet.',
		keep: 'Læg det et låst sted, for eksempel i pengeskabet på kontoret. Ikke i skuffen ved tabletten, og ikke som billede på en telefon.',
		power:
			'Den, der har arket, kan læse alt i udvalget. Er det blevet væk, så lav et nyt: Så virker det gamle ikke mere.',
		make: 'Lav arket',
		making: 'Laver arket …',
		shownOnce: 'Arket kan ikke vises igen, når I går herfra. Print det nu.',
		print: 'Print',
		done: 'Det er printet',
		printed: 'Godt. Læg arket et låst sted.',
		oldOff:
			'Arket er printet. Det gamle virker stadig, for det kunne ikke gøres ugyldigt lige nu. Prøv igen under Tablets.',
		paper: {
			title: ({ name }: Name) => `Nødark for ${name}`,
			made: ({ day }: { day: string }) => `Lavet ${day}`,
			forWhat:
				'Dette ark lukker en ny tablet ind i udvalget i Medspil, hvis alle tablets er blevet væk eller gået i stykker.',
			how: 'Sådan bruger I det',
			steps: ({ address }: { address: string }) => [
				`Åbn ${address} på en ny tablet med net.`,
				'Tryk »Kom med i et udvalg«, og scan koden. Eller skriv bogstaverne.',
				'Tryk »Kom med«. Tabletten henter det hele og må også fjerne de gamle tablets.',
				'Tag de tablets ud, der er blevet væk, og lav et nyt nødark.',
			],
			letters: 'Bogstaverne',
			lettersHint: 'Det er ligegyldigt, om I skriver med store eller små, og om I laver mellemrum.',
			code: 'Koden, som den nye tablet skal scanne',
			careTitle: 'Pas på arket',
		},
	},

	join: {
		title: 'Kom med i et udvalg',
		intro: 'Har nogen inviteret dig, eller har I et nødark? Så kom med på den måde, der passer bedst.',
		scan: 'Scan koden',
		scanText: 'Hold kameraet hen over koden på den anden tablet eller på nødarket.',
		startCamera: 'Tænd kameraet',
		stopCamera: 'Sluk kameraet',
		starting: 'Tænder kameraet …',
		looking: 'Leder efter en kode …',
		dark: 'Her er meget mørkt. Find lidt mere lys.',
		notOurs: 'Det er en anden slags kode. Find den i Medspil under »Inviter en tablet«.',
		tryCamera: 'Prøv kameraet igen',
		camera,
		paste: 'Indsæt linket',
		pasteText: 'Har du fået linket i en besked, så kopiér det, og sæt det ind her.',
		link: 'Linket',
		type: 'Skriv bogstaverne fra nødarket',
		letters: 'Bogstaverne',
		lettersHint: 'Det er ligegyldigt, om I skriver med store eller små, og om I laver mellemrum.',
		goOn: 'Videre',
		empty: 'Sæt linket ind først.',
		noLetters: 'Skriv bogstaverne først.',
		count: ({ count, of }: Count & { of: number }) => `${count} af ${of} bogstaver`,
		mangledLink: 'Linket er ikke helt. Kopiér det igen, helt til sidste bogstav.',
		mangledLetters: 'Der mangler noget, eller et bogstav er et andet. Se dem efter, fire ad gangen.',
		elsewhere: ({ host }: { host: string }) => `Linket hører til ${host}`,
		elsewhereText: 'Medspil findes flere steder. Åbn det dér, hvor udvalget er.',
		elsewhereGo: ({ host }: { host: string }) => `Åbn på ${host}`,

		invited: 'Du er inviteret',
		invitedText:
			'Tryk »Kom med«, så kommer denne tablet med i udvalget og henter det, de andre har skrevet. Linket bliver først brugt, når du trykker.',
		isSheet: 'Det er et nødark',
		isSheetText:
			'Tryk »Kom med«, så kommer denne tablet med i udvalget og henter det hele. Den kommer også til at måtte fjerne de tablets, der er blevet væk.',
		take: 'Kom med',
		taking: 'Kommer med …',
		otherWay: 'Brug et andet link',
		tryAgain: 'Prøv igen',
		refused,
		goThere: 'Gå til udvalget',
		oldSheet: {
			title: 'Nødarket virker ikke mere',
			text: 'Måske er der lavet et nyere. Find det nyeste ark, og brug det.',
		},

		installFirst: 'Læg Medspil på hjemmeskærmen først.',
		installWhy:
			'Det, du kommer med i her i Safari, er ikke med i den app, der ligger på hjemmeskærmen. Læg derfor Medspil derhen først, åbn det derfra, og scan koden igen, eller sæt linket ind. Linket er ikke brugt endnu.',
		copyLink: 'Kopiér linket, så du har det med',
		scanAgain: 'Linket kunne ikke kopieres. Scan koden igen, når Medspil ligger på hjemmeskærmen.',
		hereAllTheSame: 'Fortsæt her i Safari',

		isIn: 'Du er med',
		isInNamed: ({ name }: Name) => `Du er med i ${name}`,
		compare:
			'Læs tallene højt. Står der de samme på den tablet, der inviterede dig, er alt, som det skal være.',
		different: 'Er de ikke ens, så sig det til den, der inviterede dig. De kan tage tabletten ud igen.',
		next: 'Videre',
		fetching: 'Henter det, de andre har skrevet. Lad siden være åben et øjeblik.',
		enter: 'Åbn udvalget',
		afterSheet: 'Tag nu de tablets ud, der er blevet væk, og lav et nyt nødark. Det gør I på siden Tablets.',
		toTablets: 'Gå til Tablets',
	},

	cause,
};
