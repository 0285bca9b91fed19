export interface HelpPart {
	/** Absent in the first part of a section, which stands right under its title. */
	title?: string;
	/** Short paragraphs. */
	text: readonly string[];
	/** Things to do, or points, in their order. */
	points?: readonly string[];
	/** Where to do it. */
	way?: { href: string; label: string };
}

export interface HelpSection {
	/** For links from other pages: `/hjaelp#round`. */
	id: 'medspil' | 'pipeline' | 'steps' | 'round' | 'own' | 'tablets' | 'storage' | 'full';
	title: string;
	parts: readonly HelpPart[];
}

const medspil: HelpSection = {
	id: 'medspil',
	title: 'Hvad er Medspil?',
	parts: [
		{
			text: [
				'Medspil er et arbejdsredskab for MED-udvalg. I bruger det sammen om bordet, på én eller flere tablets eller computere.',
				'I ser først på jeres eget samarbejde. Så vælger I, hvad I vil gøre bedre, og skriver det i en plan, som I kan følge hele året.',
				'Medspil virker uden net, når I har åbnet det én gang med net. Der er ingen konto og ingen adgangskode.',
			],
		},
		{
			title: 'Sådan taler I sammen i MED',
			text: [
				'I MED taler man sig frem. Derfor er der ingen afstemning i Medspil, og Medspil sammenligner ikke jer med andre udvalg.',
				'Svarene viser, hvor I er enige, og hvor I ser forskelligt på tingene. Det er samtalen bagefter, der tæller.',
			],
		},
	],
};

const pipeline: HelpSection = {
	id: 'pipeline',
	title: 'Hvad er MED-pipelinen?',
	parts: [
		{
			text: [
				'MED-pipelinen er lavet i Børn og Unge i Aarhus Kommune. Det var HMU dér, der tog initiativet, og medlemmer fra alle niveauer var med til at lave den.',
				'Den siger, hvad der kendetegner et godt udvalg på hvert niveau, og hvordan niveauerne deler viden og indflydelse med hinanden.',
				'Den er et supplement til kommunens MED-aftale og et redskab at arbejde med. Den er ikke en lov. Er I i tvivl om, hvad I skal, er det loven og jeres MED-aftale, der gælder.',
			],
		},
		{
			title: 'Ordene er Medspils egne',
			text: [
				'Udsagnene i Medspil dækker det samme som kilden, men med andre og kortere ord. Kilden er Børn og Unges MED-pipeline, Aarhus Kommune.',
				'Vil I hellere bruge jeres kommunes præcise ord, kan I lave jeres egen udgave af udsagnene og skrive ordene ind dér.',
				'Fem af de 22 udsagn er mærket, fordi kilden ikke tydeligt viser, hvilket emne de hører til.',
			],
		},
	],
};

const steps: HelpSection = {
	id: 'steps',
	title: 'De tre trin',
	parts: [
		{
			text: [
				'Når I har set det fælles billede, taler I om det i tre trin. Alt, hvad I skriver undervejs, kan blive til et mål eller en handling i planen med et enkelt tryk.',
			],
			points: [
				'Hos os: I ser på jeres eget udvalg. Hvad er vigtigst, hvad går godt, hvad skal blive bedre, og hvad vil I nå på et år?',
				'Op og ned: I ser på niveauerne over og under jer. Hvad har I brug for fra hinanden, og hvad gør I ved det?',
				'På tværs: I tænker på de andre udvalg på jeres eget niveau. Hvad kan I dele eller gøre sammen?',
			],
		},
		{
			title: 'I bestemmer tempoet',
			text: [
				'I kan stoppe når som helst og gå videre en anden dag. I kan også altid kigge tilbage. Det ændrer ikke på noget.',
			],
		},
	],
};

const round: HelpSection = {
	id: 'round',
	title: 'Tabletten går rundt: Hvem kan se dine svar?',
	parts: [
		{
			text: [
				'Du svarer for dig selv. Hver gang tabletten skifter hænder, viser den kun »Giv tabletten videre«, så ingen ser, hvad den forrige har svaret.',
				'Mens du svarer, er dine svar ikke gemt nogen steder. Lukker siden, eller går tabletten ud, er de væk. Så begynder du forfra, når du får tabletten igen.',
				'Når du afleverer, bliver dine svar lagt sammen med de andres. Tabletten gemmer kun, hvor mange der har svaret hvad, og det er låst, indtil I viser det fælles billede. Der er hverken navne eller rækkefølge.',
				'Når I viser billedet, kommer de samlede tal ind i refleksionen én gang. Det, der var låst, bliver slettet sammen med nøglen. Det kommer aldrig med i en kopi, I gemmer som fil.',
				'Bagefter kan man for hvert udsagn se, hvor mange der har valgt de samme to svar. Man kan ikke se, hvem det var, eller hvad de samme personer har svaret på de andre udsagn.',
			],
		},
		{
			title: 'Det kan Medspil ikke love',
			text: [],
			points: [
				'En specialist, der undersøger selve tablettens lager, kan måske finde spor af det, der er slettet.',
				'Den, der åbner browserens værktøjer for udviklere, mens runden er i gang, kan måske se med.',
				'Svarer alle det samme, ved alle også, hvad du har svaret. Og er I få, kan man tit gætte.',
				'Den, der sidder ved siden af dig, kan kigge med. Vend skærmen væk.',
			],
		},
		{
			title: 'Svarer I på papir?',
			text: [
				'Så kan den, der taster svarsedlerne ind, se dem én for én. Skriv derfor ikke navn, og bland sedlerne først. På tabletten bliver de lagt sammen på samme måde.',
			],
		},
		{
			title: 'Når færre end fire har svaret',
			text: [
				'Et udsagn, som færre end fire har svaret på, bliver ikke tegnet. Det er et hensyn, ikke en hemmelighed: Tallene ligger stadig i refleksionen.',
				'Er I færre end fire, så vælg »Ét fælles svar« og tal jer frem til svarene.',
			],
		},
		{
			title: 'Skriv ikke private tanker på en fælles tablet',
			text: [
				'Medspil har ikke noget sted til private noter. Det, I skriver, er fælles, og alle ved tabletten kan læse det.',
			],
		},
	],
};

const own: HelpSection = {
	id: 'own',
	title: 'På hver jeres tablet: Hvem kan se dine svar?',
	parts: [
		{
			text: [
				'Du svarer for dig selv på en tablet, og du kan gøre det i dit eget tempo. Mens du svarer, er dine svar ikke gemt nogen steder. De bliver på siden, til I har set billedet. Lukker siden, før I har sendt, begynder du forfra.',
				'Når alle er færdige, viser hver tablet, hvem der er med. Først når du trykker »Send«, forlader noget tabletten.',
				'Det, der bliver sendt, er sløret. Hver tablet lægger tilfældige tal til svarene, og de tilfældige tal går kun ud mod hinanden, når alle tabletters tal bliver lagt sammen. Derfor kan hverken serveren eller de andre tablets se andet end, hvor mange af jer der har svaret hvad.',
				'Er I flere om en tablet, går den rundt mellem jer, og den sender jeres svar lagt sammen. Det, I hver især har gjort færdigt, bliver på tabletten, også hvis siden lukker. Kun den, der er midt i at svare, begynder forfra.',
			],
		},
		{
			title: 'Det kræver det',
			text: [],
			points: [
				'Mindst fire, der svarer, og mindst tre tablets. Med to tablets kunne man trække sine egne svar fra.',
				'Net, mens I sender. Mens I svarer, behøver I det ikke.',
				'Bliver en tablet væk undervejs, trykker I »Send forfra«. De andre skal ikke svare igen, kun sende igen. Har nogen nået at sende, kan der ikke komme nye med.',
			],
		},
		{
			title: 'Det stoler I på',
			text: [],
			points: [
				'At I kender navnene på listen, før I sender. Derfor står de der.',
				'At serveren ikke holder svar tilbage og samtidig hjælper en af jer. Hver for sig kan hverken serveren eller en af jer se, hvad den enkelte har svaret.',
				'At ikke alle de andre går sammen. Lægger alle på nær én deres svar sammen, kan de regne den sidstes ud. Det kan intet forhindre.',
				'Svarer alle det samme, ved alle også, hvad du har svaret.',
			],
		},
		{
			title: 'Med navn',
			text: [
				'I kan også vælge at svare med navn. Så kan alle på jeres tablets se, hvem der har svaret hvad, når billedet er vist. Svarene er med i refleksionen bagefter.',
			],
		},
	],
};

const tablets: HelpSection = {
	id: 'tablets',
	title: 'Flere tablets i udvalget',
	parts: [
		{
			text: [
				'I kan være flere tablets om det samme udvalg. Det, I skriver på den ene, kommer også på de andre, når der er net. Uden net skriver I videre hver for sig, og det bliver lagt sammen bagefter.',
			],
		},
		{
			title: 'Sådan kommer en tablet med',
			text: [],
			points: [
				'På en tablet, der er med: Åbn Udvalget, tryk »Se tablets« og så »Inviter en tablet«.',
				'På den nye: Tryk »Kom med i et udvalg« på forsiden, og scan koden. Er den et andet sted, så send linket.',
				'Begge skærme viser seks cifre. Læs dem højt for hinanden. Er de ikke ens, er det en anden, der har brugt linket, og så tager I tabletten ud igen med ét tryk.',
				'Linket virker én gang, i 48 timer. I kan trække det tilbage, så længe det ikke er brugt.',
			],
			way: { href: '/join', label: 'Kom med i et udvalg' },
		},
		{
			title: 'Hvad kan serveren se?',
			text: [
				'Det, I skriver, bliver låst på tabletten, før det sendes. Kun de tablets, der er med, kan låse det op. Hverken serveren eller dem, der passer den, kan læse det.',
				'Serveren kan se, at der er et udvalg, hvor mange tablets der er med, hvad de må, og hvornår og hvor meget de sender. Den kender ikke jeres navne, udvalgets navn eller noget af det, I skriver.',
			],
		},
		{
			title: 'Er en tablet blevet væk?',
			text: [],
			points: [
				'Tag den ud med det samme: Åbn Udvalget, tryk »Se tablets«, og tryk »Ret« ud for den. Det gøres på en tablet, der også må fjerne andre.',
				'Fra da af får den ikke noget nyt. Det, der er skrevet på den, bliver i udvalget.',
				'Det, den allerede har, kan den, der finder den, måske læse. Derfor skal tabletten selv have en kode.',
				'Er alle jeres tablets væk, så brug nødarket på en ny: Tryk »Kom med i et udvalg«, og scan det.',
			],
		},
		{
			title: 'Nødarket',
			text: [
				'Nødarket er et stykke papir, der kan lukke en ny tablet ind, hvis alt andet er tabt. Print det, og læg det et låst sted. Den, der har det, kan læse alt i udvalget.',
				'Uden nødark, uden en kopi som fil og uden en tablet, der er med, kan ingen hente jeres ting frem igen. Heller ikke dem, der har lavet Medspil.',
			],
		},
		{
			title: 'Det kan Medspil ikke love',
			text: [],
			points: [
				'At den, der har været med, glemmer det, de har læst, eller ikke har taget et billede af skærmen.',
				'At en tablet, der er uden net i lang tid, har det nyeste. Listen over tablets viser, hvornår den sidst blev set.',
				'At serveren altid er der. Alt virker uden den, og det kommer af sted, når den er tilbage.',
			],
		},
	],
};

const storage: HelpSection = {
	id: 'storage',
	title: 'Hvor ligger det, I skriver?',
	parts: [
		{
			text: [
				'Alt ligger på den tablet, I skriver på, i den browser, I bruger. Er der en server, som Medspil kan nå, ligger det også dér, låst, så kun jeres egne tablets kan læse det.',
				'Når der står »Gemt på denne tablet«, er det gemt. Så kan I trygt lukke. Står der »Gemt på serveren« eller »Nået frem til 2 andre«, er det nået så langt. Tryk på det, og se, hvor langt det er nået, og hvad der eventuelt venter.',
				'Eksemplet bliver altid på tabletten. Det, du svarer i en refleksion, før du afleverer, forlader aldrig den tablet, du sidder med.',
				'Det er ikke låst på selve tabletten. Alle, der kan åbne Medspil på den, kan læse det. Sørg for, at tabletten selv har en kode.',
			],
		},
		{
			title: 'Læg Medspil på hjemmeskærmen',
			text: [
				'På iPad og iPhone kan Safari slette det, en side har gemt, når siden ikke har været åbnet i en uge. Det sker ikke, når Medspil ligger på hjemmeskærmen.',
				'Gør det, før I begynder. På hjemmeskærmen starter Medspil tomt, også selv om I har skrevet noget i Safari.',
			],
		},
		{
			title: 'Gem en kopi som fil',
			text: [
				'En tablet kan blive væk eller gå i stykker. Gem derfor en kopi, når I har lavet noget, I nødig vil miste.',
				'Kopien er låst med en kode, som I selv finder på. Uden koden kan ingen åbne filen, heller ikke dem, der har lavet Medspil.',
				'Henter I kopien ind, bliver den lagt sammen med det, der allerede er på tabletten. Intet bliver skrevet over.',
			],
		},
	],
};

const full: HelpSection = {
	id: 'full',
	title: 'Når tabletten er fuld eller ikke vil gemme',
	parts: [
		{
			text: [
				'Så siger Medspil det tydeligt på skærmen. I kan arbejde videre, men det nye findes kun, så længe siden er åben.',
			],
			points: [
				'Lad siden være åben.',
				'Gem en kopi som fil, gerne et andet sted end på tabletten.',
				'Få plads på tabletten, for eksempel ved at slette film og billeder, I ikke skal bruge.',
				'Se efter, om vinduet er privat. I et privat vindue smider browseren det hele væk, når I lukker.',
				'Åbn Medspil igen, og hent kopien ind, hvis noget mangler.',
			],
		},
	],
};

export const m = {
	title: 'Hjælp',
	contents: 'Find hurtigt',
	sections: [medspil, pipeline, steps, round, own, tablets, storage, full],
} as const;
