import { dayOf, shortDay, timeOfDay } from '#lib/time.ts';
import { plural } from '../plural.ts';

interface Count {
	count: number;
}

interface Time {
	at: Date;
	now: Date;
}

/** `i dag kl. 14.05`, or the day. */
const when = ({ at, now }: Time) => {
	const [day, today] = [dayOf(at), dayOf(now)];
	return day === today ? `i dag kl. ${timeOfDay(at)}` : `${shortDay(day)} kl. ${timeOfDay(at)}`;
};

/** Words of the sheet that says how it is saved, and why something waits. */
export const m = {
	tablet: {
		title: 'På denne tablet',
		here: 'Alt, I har skrevet, er gemt.',
		onlyHere: 'Det er gemt her, men noget af det er kun på denne tablet.',
		storedAt: (time: Time) => `Sidst gemt ${when(time)}.`,
		saving: 'Det sidste bliver gemt lige nu.',
		failed:
			'Det sidste er ikke gemt. Lad siden være åben: Medspil bliver ved med at prøve. I kan også gemme en kopi som fil.',
	},
	server: {
		title: 'På serveren',
		all: 'Alt er gemt. Serveren kan ikke læse det.',
		line: ({ count }: Count) =>
			count > 0
				? 'Noget, I har skrevet, venter på, at der er forbindelse.'
				: 'Udvalget kommer på serveren, når der er forbindelse.',
		cut: 'Lige nu er der ingen forbindelse. Det, de andre skriver, kommer, når den er her igen.',
		again: 'I kan roligt arbejde videre. Tabletten prøver igen af sig selv.',
		sending: ({ count }: Count) => (count > 0 ? 'Noget, I har skrevet, er på vej.' : 'Udvalget er på vej.'),
		removed:
			'Denne tablet er taget ud af udvalget. Det, der står her, bliver på tabletten, men kommer ikke videre til de andre. Skal den være med igen, så bed en i udvalget om et nyt link.',
		readOnly:
			'Denne tablet må kun læse. Vil I skrive med, så giv den lov på en tablet, der også må fjerne andre.',
		onlyHere:
			'Noget af det, I har skrevet her, kom ikke af sted, før tabletten kun måtte læse. Giv den lov til at skrive igen på en tablet, der også må fjerne andre, så kommer det af sig selv. I kan også gemme en kopi som fil.',
		alone: 'Det her er kun på denne tablet.',
		unsaved: 'Kun det, der er gemt på tabletten, kan komme på serveren.',
		acked: (time: Time) => `Serveren har senest gemt noget herfra ${when(time)}.`,
		seen: (time: Time) => `Senest i forbindelse ${when(time)}.`,
		inTouch: 'Der er forbindelse lige nu.',
	},
	others: {
		title: 'Hos de andre',
		none: 'Der er ikke andre tablets med endnu.',
		without: 'De andre har ikke det, der kun er på denne tablet.',
		reached: ({ others, of }: { others: number; of: number }) =>
			others === of
				? plural(of, {
						one: 'Den anden tablet har det hele.',
						other: `Alle ${of} andre tablets har det hele.`,
					})
				: `${others} af ${of} andre tablets har det hele.`,
		notYet: ({ count }: Count) =>
			plural(count, {
				one: 'Den anden tablet har ikke sagt, at den har det sidste. Det gør den, når den er åben.',
				other: 'Ingen af de andre har sagt, at de har det sidste. Det gør de, når de er åbne.',
			}),
		heard: (time: Time) => `set ${when(time)}`,
		never: 'ikke set endnu',
	},
	/** Puts away what is wrong and over. */
	seen: 'Set',
	worries: {
		'founding-closed': {
			title: 'Serveren tager ikke imod nye udvalg uden tilladelse.',
			text: 'Alt er gemt på tabletten, og I kan arbejde videre her. Spørg den, der passer serveren, om lov.',
		},
		'server-refuses': {
			title: 'Serveren tager ikke imod mere lige nu.',
			text: 'Alt er gemt på tabletten, og den prøver igen af sig selv. Er det stadig sådan i morgen, så sig det til den, der passer serveren.',
		},
		torn: {
			title: 'To tablets har taget hinanden ud af udvalget.',
			text: 'Medspil kan ikke afgøre, hvem der har ret. Intet er tabt, og I kan skrive videre. Tal sammen om, hvilke tablets der skal være med.',
		},
		split: {
			title: 'Serveren viser ikke det samme til alle tablets.',
			text: 'Det, der står på denne tablet, er her stadig. Gem en kopi som fil, og sig det til den, der passer serveren.',
		},
		forgot: {
			title: 'Serveren havde mistet noget af det, I har skrevet.',
			text: 'Denne tablet er ved at give det tilbage.',
			back: 'Denne tablet har givet det tilbage. Sig det til den, der passer serveren. Er nogen taget ud for nylig, så se efter under Tablets, at de stadig er ude.',
		},
		snapshot: {
			title: 'En samlet udgave fra en anden tablet passede ikke.',
			text: 'Den er ikke brugt, og alt er bevaret. I behøver ikke gøre noget.',
		},
		newer: {
			title: 'Noget her er skrevet med en nyere Medspil.',
			text: 'Denne tablet viser det, den kan, og skriver ikke mere, før den er opdateret. Hent siden igen, når der er net.',
		},
	},
};
