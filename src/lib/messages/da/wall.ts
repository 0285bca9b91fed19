import { plural } from '../plural.ts';

interface Count {
	count: number;
}

/** Words of the clock, of «Talechips» and of the wall that stand beside those in picture.ts and reflections.ts. */
export const m = {
	tools: {
		legend: 'Hvad vil I bruge?',
		round: 'Ordet rundt',
		chips: 'Talechips',
		talk: 'Ur',
		break: 'Pause',
	},
	talk: {
		intro: 'Sæt tid af til samtalen. Uret siger til, når tiden er gået, men det afbryder ingen.',
		length: 'Hvor længe?',
		begin: 'Start uret',
		stop: 'Stop uret',
		title: 'Samtale',
		running: ({ clock }: { clock: string }) => `Ur · ${clock}`,
	},
	break: {
		intro: 'Alle skærme viser, hvornår I begynder igen.',
		length: 'Hvor længe?',
		begin: 'Start pausen',
		stop: 'Slut pausen',
		title: 'Pause',
		running: ({ clock }: { clock: string }) => `Pause · ${clock}`,
		over: 'Pausen er slut. Så er vi i gang igen.',
		goOn: 'Vi går i gang igen om lidt',
	},
	more: 'Et minut mere',
	timeUp: 'Tiden er gået. Rund samtalen af.',
	stopped: 'Uret er stoppet',

	chips: {
		intro:
			'Hver har to chips. Tryk på navnet, når en har sagt noget. Så er det let at få øje på dem, I mangler at høre.',
		forgotten: 'Tag chips med til én samtale ad gangen. Medspil gemmer ikke, hvem der talte mest.',
		deal: 'Del talechips ud',
		dealAgain: 'Del ud igen',
		putAway: 'Læg chips væk',
		gone: 'Talechips er lagt væk',
		used: ({ name }: { name: string }) => `${name} har brugt en chip`,
		left: ({ name, count }: Count & { name: string }) =>
			`${name}: ${plural(count, { one: '1 chip', other: `${count} chips` })} tilbage`,
		all: 'Alle chips er brugt.',
		title: 'Dem kan I stadig høre',
		running: 'Talechips',
	},

	show: 'Vis på væggen',
	hint: {
		title: 'Vis på væggen',
		intro: 'Væggen viser det, I er i gang med, med stor skrift og uden knapper. Den følger selv med.',
		cable: 'Fra den her tablet',
		cableText:
			'Sæt tabletten til skærmen med et kabel (HDMI), eller send billedet derhen (AirPlay eller Chromecast). Tryk så på »Vis her«. Tryk på skærmen, når I vil tilbage.',
		other: 'Fra en anden tablet eller computer',
		otherText: 'Åbn linket her på den. Den skal være med i udvalget, så den kan læse det, I skriver.',
		here: 'Vis her',
		copy: 'Kopiér linket',
		copied: 'Linket er kopieret',
		link: 'Link til væggen',
	},
	wall: {
		title: ({ title, part }: { title: string; part: string }) => `${title} · ${part}`,
		close: 'Luk visningen',
		cut: 'Ingen forbindelse lige nu. Væggen følger selv med igen, når den er der.',
		gone: 'Refleksionen findes ikke mere.',
		closed: 'Refleksionen er afsluttet. Tak for i dag.',
		more: ({ count }: Count) => plural(count, { one: 'Og én mere', other: `Og ${count} mere` }),
		openPromises: 'Det her er ikke færdigt endnu',
		answering: 'I svarer hver for sig',
		sending: 'I sender jeres svar',
		sendingText: 'Når alle har sendt, kan I vise det fælles billede.',
		correcting: 'I retter jeres svar',
		correctingText: 'Ingen kan se, hvad du svarer. I ser sammen, hvordan I har flyttet jer.',
		correctingOpen: 'Svarene bliver vist med navn, når alle har svaret igen.',
		answeringCommon: 'I vælger svar sammen',
		answeringText: 'Ingen kan se, hvad du svarer. Billedet kommer, når I viser det sammen.',
		answeringOpen: 'Svarene bliver vist med navn, når I viser billedet sammen.',
		minutesEach: ({ count }: Count) =>
			plural(count, { one: 'Cirka 1 minut til hver', other: `Cirka ${count} minutter til hver` }),
		agreed: ({ count, of }: Count & { of: number }) => `${count} af ${of} udsagn har et svar`,
		onTable: 'Det taler vi om nu',
		chooseFocus: 'Hvad vil I arbejde med?',
		chooseFocusText: 'Vælg det, I vil tage fat på. I skal ikke stemme, men tale jer frem til det.',
		chosen: 'Jeres fokus',
		nothingWritten: 'Ikke skrevet endnu',
		inPlan: 'Står i planen',
		goal: 'Mål',
		action: 'Handling',
		suggestion: 'Forslag',
		noGoal: 'Uden mål',
		nobody: 'Ingen navne endnu',
		noDay: 'Ingen dato endnu',
		plan: 'Jeres plan',
		planEmpty: 'Der står ikke noget i planen endnu.',
		spent: 'Sådan brugte I tiden',
	},
} as const;
